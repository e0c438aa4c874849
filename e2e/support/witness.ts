import type { BrowserContext, Page } from '@playwright/test'

/**
 * Sees everything that one browser context is given: addresses, headers, bodies, console lines and policy
 * violations, in every page and popup. Asked at the end of a test, it tells what should not have been there.
 */
export class Witness {
  readonly foreign: string[] = []
  readonly violations: string[] = []
  readonly errors: string[] = []
  /** Whether the console changed a gateway's documents, or was asked to. */
  applied = false
  readonly #seen: { where: string; text: string }[] = []
  readonly #reading: Promise<void>[] = []
  readonly #console: string

  private constructor(consoleOrigin: string) {
    this.#console = consoleOrigin
  }

  static async watch(context: BrowserContext, consoleOrigin: string): Promise<Witness> {
    const witness = new Witness(consoleOrigin)
    await context.exposeBinding('reportViolation', (_source, text: string) => {
      witness.violations.push(text)
    })
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', (event) => {
        const here = window as unknown as { reportViolation: (this: void, text: string) => void } // bound above
        here.reportViolation(
          `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
        )
      })
    })
    context.on('page', (page) => witness.#listen(page))
    return witness
  }

  #listen(page: Page): void {
    page.on('console', (message) => this.#note('console', message.text()))
    page.on('pageerror', (error) => this.errors.push(error.message))
    page.on('request', (request) => {
      const { hostname } = new URL(request.url())
      if (/^POST .+\/manifests\/(apply|undo)$/.test(`${request.method()} ${request.url()}`))
        this.applied = true
      if (!['localhost', '127.0.0.1', ''].includes(hostname)) this.foreign.push(request.url())
    })
    page.on('response', (response) => {
      if (!response.url().startsWith(this.#console)) return
      this.#note(`url ${new URL(response.url()).pathname}`, withoutUpstreamCode(response.url()))
      this.#reading.push(
        response.allHeaders().then(
          (headers) =>
            this.#note(
              `headers ${response.url()}`,
              JSON.stringify({ ...headers, 'set-cookie': '' }),
            ),
          () => undefined,
        ),
      )
      // An event stream never ends: it is read by the page, and the page's DOM is scanned.
      if (response.headers()['content-type']?.includes('event-stream')) return
      this.#reading.push(
        response.text().then(
          (text) => this.#note(`body ${response.url()}`, text),
          () => undefined,
        ),
      )
    })
  }

  #note(where: string, text: string): void {
    this.#seen.push({ where, text })
  }

  /** Places where one of `secrets`, or anything shaped like a JWT, was shown to the browser. */
  async leaks(pages: Page[], secrets: string[]): Promise<string[]> {
    await Promise.all(this.#reading)
    for (const page of pages) {
      if (page.isClosed() || !page.url().startsWith(this.#console)) continue
      this.#note('dom', await page.content())
      this.#note(
        'storage',
        await page.evaluate(() =>
          JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
        ),
      )
    }
    return this.#seen.filter(({ text }) => holdsToken(text, secrets)).map(({ where }) => where)
  }
}

/** Whether `text` holds one of `secrets`, or two parts and a dot of anything that could be a JWT. */
export const holdsToken = (text: string, secrets: readonly string[]): boolean =>
  /eyJ[\w-]{10,}\.[\w-]{10,}\./.test(text) || secrets.some((secret) => text.includes(secret))

/** The provider's redirect brings its code to the BFF's callback: the one place where it has to be. */
function withoutUpstreamCode(url: string): string {
  return new URL(url).pathname === '/bff/callback' ? '/bff/callback' : url
}
