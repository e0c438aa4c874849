import { request } from 'undici'

import { digest, randomSecret } from '../session/hash.ts'

export interface Got {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
  /** The body, parsed; null when it is not JSON. */
  json: unknown
  location: string
}

/** A façade sign-in on its way: what `oidc-client-ts` would keep in the page. */
export interface Pending {
  state: string
  verifier: string
  redirectUri: string
}

type Site = 'same-origin' | 'cross-site' | 'none'

/** The HTTP half of a browser that looks at the console: its cookies, and what it says of each request. */
export class Browser {
  readonly origin: string
  /** `Strict` cookies stay at home on a navigation that another site began. */
  readonly cookies = new Map<string, { value: string; strict: boolean }>()
  /** The attributes of each cookie as they were set last. */
  readonly setCookies = new Map<string, string>()

  constructor(origin: string) {
    this.origin = origin
  }

  /** As the page's own fetch does it; `headers` over the usual ones, `undefined` leaves one out. */
  async fetch(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string | undefined> = {},
  ): Promise<Got> {
    const form = body instanceof URLSearchParams
    const payload = body === undefined ? undefined : form ? body.toString() : JSON.stringify(body)
    const type = form ? 'application/x-www-form-urlencoded' : 'application/json'
    return this.#send(method, path, payload, {
      'x-csrf': '1',
      'sec-fetch-site': 'same-origin',
      'sec-fetch-mode': 'cors',
      'sec-fetch-dest': 'empty',
      ...(method === 'GET' ? {} : { origin: this.origin }),
      ...(payload === undefined ? {} : { 'content-type': type }),
      cookie: this.#cookieHeader(true),
      ...headers,
    })
  }

  get(path: string): Promise<Got> {
    return this.fetch('GET', path)
  }

  post(path: string, body?: unknown): Promise<Got> {
    return this.fetch('POST', path, body)
  }

  /** As the address bar does it. */
  async visit(address: string, site: Site = 'same-origin'): Promise<Got> {
    return this.#send('GET', address.replace(this.origin, ''), undefined, {
      'sec-fetch-site': site,
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
      cookie: this.#cookieHeader(site !== 'cross-site'),
    })
  }

  /** Opens the façade's authorize page. The answer's location is the provider's. */
  async begin(extra: Record<string, string> = {}): Promise<{ pending: Pending; got: Got }> {
    const pending = {
      state: randomSecret(),
      verifier: randomSecret(),
      redirectUri: `${this.origin}/auth/popup`,
    }
    const query = new URLSearchParams({
      client_id: 'console',
      response_type: 'code',
      scope: 'personas',
      redirect_uri: pending.redirectUri,
      state: pending.state,
      code_challenge: digest(pending.verifier),
      code_challenge_method: 'S256',
      ...extra,
    })
    return { pending, got: await this.visit(`/bff/op/authorize?${query.toString()}`) }
  }

  /** Follows the way back from a provider that asks nothing; answers the console's own page with its code. */
  async comeBack(providerAddress: string): Promise<URL> {
    const there = await fetch(providerAddress, { redirect: 'manual' })
    const back = await this.visit(there.headers.get('location') ?? '', 'cross-site')
    return new URL(back.location)
  }

  redeem({ verifier, redirectUri }: Pending, code: string): Promise<Got> {
    const form = { grant_type: 'authorization_code', client_id: 'console', code }
    const proof = { code_verifier: verifier, redirect_uri: redirectUri }
    return this.post('/bff/op/token', new URLSearchParams({ ...form, ...proof }))
  }

  /** A whole sign-in, of the operator or, with `persona`, of that one. */
  async signIn(extra: Record<string, string> = {}): Promise<Got> {
    const { pending, got } = await this.begin(extra)
    const page = await this.comeBack(got.location)
    return this.redeem(pending, page.searchParams.get('code') ?? '')
  }

  #cookieHeader(withStrict: boolean): string | undefined {
    const sent = [...this.cookies].filter(([, { strict }]) => withStrict || !strict)
    return sent.map(([name, { value }]) => `${name}=${value}`).join('; ') || undefined
  }

  async #send(
    method: string,
    path: string,
    body: string | undefined,
    headers: Record<string, string | undefined>,
  ): Promise<Got> {
    const { host, port } = new URL(this.origin)
    const present = Object.entries({ host, ...headers }).filter(([, value]) => value !== undefined)
    const answer = await request(`http://127.0.0.1:${port}${path}`, {
      method: method as 'GET', // undici's type lists the methods that tests use, and some more
      headers: Object.fromEntries(present),
      body: body ?? null,
    })
    const text = await answer.body.text()
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) this.#keep(line)
    const location = String(answer.headers['location'] ?? '')
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text,
      json: parsed(text),
      location,
    }
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ')
    const cut = pair.indexOf('=')
    const name = pair.slice(0, cut)
    this.setCookies.set(name, attributes.join('; '))
    if (attributes.includes('Max-Age=0')) this.cookies.delete(name)
    else
      this.cookies.set(name, {
        value: pair.slice(cut + 1),
        strict: attributes.includes('SameSite=Strict'),
      })
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
