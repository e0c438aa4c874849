interface Cookie {
  name: string
  value: string
  path: string
}

export interface Page {
  status: number
  url: string
  text: string
  headers: Headers
}

/** A browser's share of a sign-in: keeps cookies by path and follows redirects, except to the console. */
export class Visitor {
  #cookies: Cookie[] = []

  open(url: string): Promise<Page> {
    return this.#go(url, { method: 'GET' })
  }

  /** Posts the fields that a person would, to the page's own address unless another is given. */
  post(url: string, fields: Record<string, string>): Promise<Page> {
    return this.#go(url, { method: 'POST', body: new URLSearchParams(fields) })
  }

  async #go(url: string, init: RequestInit): Promise<Page> {
    const { pathname } = new URL(url)
    const cookie = this.#cookies
      .filter(({ path }) => pathname.startsWith(path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: { cookie, accept: 'text/html' },
    })
    for (const line of response.headers.getSetCookie()) this.#keep(line)
    const location = response.headers.get('location')
    if (location !== null) {
      const target = new URL(location, url).href
      if (target.startsWith('http://127.0.0.1:') && target.includes('/realms/'))
        return this.open(target)
      return { status: response.status, url: target, text: '', headers: response.headers }
    }
    return {
      status: response.status,
      url,
      text: await response.text(),
      headers: response.headers,
    }
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    const path = /path=([^;]+)/i.exec(line)?.[1] ?? '/'
    this.#cookies = this.#cookies.filter((held) => held.name !== name || held.path !== path)
    if (!line.includes('1970')) this.#cookies.push({ name, value, path })
  }
}

/** The hidden proof that a form of the library wants back. */
export const xsrf = ({ text }: Page): string => /name="xsrf" value="(\w+)"/.exec(text)?.[1] ?? ''
