/** The person's part at a real provider's pages: keeps its cookies, follows its redirects, fills in its forms. */
export class Visitor {
  readonly #origin: string
  readonly #cookies = new Map<string, string>()

  /** `origin` is the provider's; whatever leads elsewhere is answered and not followed. */
  constructor(origin: string) {
    this.#origin = origin
  }

  /** The address outside of the provider that a page leads to, or the page itself. */
  async open(url: string, form?: Record<string, string>): Promise<{ url: string; text: string }> {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...this.#cookies.values()].join('; '), accept: 'text/html' },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const name = pair.split('=')[0] ?? ''
      if (line.includes('1970')) this.#cookies.delete(name)
      else this.#cookies.set(name, pair)
    }
    const location = response.headers.get('location')
    if (location === null) return { url, text: await response.text() }
    const next = new URL(location, url)
    return next.origin === this.#origin ? this.open(next.href) : { url: next.href, text: '' }
  }

  /** Signs in as one of the lab's people, by their tile. */
  async signIn(url: string, account: string): Promise<{ url: string; text: string }> {
    const page = await this.open(url)
    return page.text.includes('name="account"') ? this.open(page.url, { account }) : page
  }

  /** Presses a button of the page's form, with the form's hidden fields. */
  async press(page: { url: string; text: string }, fields: Record<string, string>) {
    const action = /<form[^>]*\baction="([^"]+)"/.exec(page.text)?.[1] ?? page.url
    const hidden = page.text.matchAll(/<input[^>]*type="hidden"[^>]*>/g)
    const values = [...hidden].map(([input]) => [
      /name="([^"]*)"/.exec(input)?.[1] ?? '',
      /value="([^"]*)"/.exec(input)?.[1] ?? '',
    ])
    return this.open(new URL(action, page.url).href, { ...Object.fromEntries(values), ...fields })
  }
}
