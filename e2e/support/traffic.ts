import type { Page } from '@playwright/test'

/** What a page asks the registry's lists for, and what it is told without asking. */
export interface Traffic {
  /** Addresses of reads below `/bff/registry`, in their order, since the last `forget`. */
  reads: string[]
  forget(): void
  /** `registry` events that this sign-in has been sent since the traffic is watched. */
  events(): Promise<number>
}

/** Watches a page that is signed in. The events come over a stream of their own, beside the page's. */
export async function watchTraffic(page: Page): Promise<Traffic> {
  const reads: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (request.method() === 'GET' && pathname.startsWith('/bff/registry')) reads.push(pathname)
  })
  const counter = await page.evaluateHandle(async () => {
    const told = { events: 0 }
    const headers = { 'X-CSRF': '1', Accept: 'text/event-stream' }
    const { body } = await fetch('/bff/events?slide=false', { headers, cache: 'no-store' })
    const count = async () => {
      let rest = ''
      for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
        const lines = (rest + chunk).split('\n')
        rest = lines.pop() ?? ''
        told.events += lines.filter((line) => /^event: ?registry$/.test(line)).length
      }
    }
    // It ends with the page, and nobody waits for it.
    count().catch(() => undefined)
    return told
  })
  return {
    reads,
    forget: () => void reads.splice(0),
    events: () => counter.evaluate(({ events }) => events),
  }
}
