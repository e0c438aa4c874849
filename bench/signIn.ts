import { createHash, randomBytes } from 'node:crypto'

/** Cookies by host name and port, as far as a sign-in needs them. */
class Jar {
  readonly #cookies = new Map<string, Map<string, string>>()

  header(url: URL): string {
    return [...(this.#cookies.get(url.host) ?? [])]
      .map(([name, value]) => `${name}=${value}`)
      .join('; ')
  }

  async fetch(url: URL, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set('cookie', this.header(url))
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    const mine = this.#cookies.get(url.host) ?? new Map<string, string>()
    this.#cookies.set(url.host, mine)
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      mine.set(name, value)
    }
    return response
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest('base64url')

/**
 * Signs `person` in to the console over HTTP, as the page and the identity provider's form would.
 * Answers the `Cookie` header that later requests send.
 */
export async function signIn(origin: string, person: string): Promise<string> {
  const jar = new Jar()
  const verifier = randomBytes(32).toString('base64url')
  const redirectUri = `${origin}/auth/popup`
  const authorize = new URL('/bff/op/authorize', origin)
  authorize.search = new URLSearchParams({
    client_id: 'console',
    response_type: 'code',
    scope: 'personas',
    redirect_uri: redirectUri,
    state: randomBytes(16).toString('base64url'),
    code_challenge: digest(verifier),
    code_challenge_method: 'S256',
  }).toString()
  const code = await codeAfter(jar, authorize, redirectUri, person)
  const token = await jar.fetch(new URL('/bff/op/token', origin), {
    method: 'POST',
    headers: { 'x-csrf': '1', origin },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'console',
      code,
      code_verifier: verifier,
      redirect_uri: redirectUri,
    }),
  })
  if (!token.ok) throw new Error(`the sign-in failed: ${token.status} ${await token.text()}`)
  return jar.header(new URL(origin))
}

/** Follows redirects until the console's own page has the code; where a form waits, it is filled in. */
async function codeAfter(jar: Jar, start: URL, end: string, person: string): Promise<string> {
  let url = start
  for (let hop = 0; hop < 12; hop++) {
    let response = await jar.fetch(url)
    if (response.status === 200)
      response = await jar.fetch(url, {
        method: 'POST',
        body: new URLSearchParams({ username: person, password: person }),
      })
    const location = response.headers.get('location')
    if (location === null) throw new Error(`${url.pathname} answered ${response.status}`)
    url = new URL(location, url)
    if (url.href.startsWith(end)) {
      const got = url.searchParams.get('code')
      if (got === null) throw new Error(`the sign-in was refused: ${url.search}`)
      return got
    }
  }
  throw new Error('the sign-in goes in circles')
}
