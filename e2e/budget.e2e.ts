import type { Page } from '@playwright/test'

import { open, press } from './support/keyboard.ts'
import { call } from './support/seed.ts'
import { expect, test } from './support/test.ts'

/** Compressed, as they are sent. */
const mostScriptBytes = 130_000
/** Of the console server; the page's own files come all at once. */
const mostAnswers = 7
/** Below this the build leaves a file as it is (scripts/compress.ts). */
const smallestCompressed = 1_024
/** Shown for longer than this, something that turns is seen to turn. */
const seenAfterMs = 150

interface Scripts {
  bytes: number
  /** Those that were worth compressing and came as they are. */
  plain: string[]
}

/** The scripts that the browser is sent from now on, with nothing taken from its cache. */
async function watchScripts(page: Page): Promise<Scripts> {
  const network = await page.context().newCDPSession(page)
  await network.send('Network.enable')
  await network.send('Network.setCacheDisabled', { cacheDisabled: true })
  const sent: Scripts = { bytes: 0, plain: [] }
  const heads = new Map<string, { url: string; plain: boolean; bytes: number }>()
  network.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type !== 'Script' || response.url.endsWith('/theme.js')) return
    const { url, headers, encodedDataLength: bytes } = response
    heads.set(requestId, { url, plain: headers['content-encoding'] === undefined, bytes })
  })
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const head = heads.get(requestId)
    if (!head) return
    const body = encodedDataLength - head.bytes
    sent.bytes += body
    if (head.plain && body > smallestCompressed) sent.plain.push(head.url)
  })
  return sent
}

/** The paths that a page fetched, and whose answers it had, before its heading stood there. */
async function fetchedBeforeHeading(page: Page, address: string): Promise<string[]> {
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('h1')) return
      performance.mark('heading')
      observer.disconnect()
    }).observe(document, { childList: true, subtree: true })
  })
  await open(page, address)
  return page.evaluate(() => {
    const stood = performance.getEntriesByName('heading')[0]?.startTime ?? Infinity
    return performance
      .getEntriesByType('resource')
      .filter((entry) => entry instanceof PerformanceResourceTiming)
      .filter(({ initiatorType, responseEnd }) => initiatorType === 'fetch' && responseEnd < stood)
      .map(({ name }) => new URL(name).pathname)
  })
}

test('the heading of the tools page waits for few answers, and little script is sent', async ({
  console: page,
}) => {
  const scripts = await watchScripts(page)
  const waited = await fetchedBeforeHeading(page, '/tools?as=alice')
  expect(waited).toContain('/bff/session')
  expect(waited.length).toBeLessThanOrEqual(mostAnswers)
  expect(scripts.plain).toEqual([])
  expect(scripts.bytes).toBeGreaterThan(0)
  expect(scripts.bytes).toBeLessThanOrEqual(mostScriptBytes)
})

test('nothing turns in sight for longer than 150 ms in Scenes 2 and 3', async ({
  console: page,
}) => {
  await page.evaluate((limit) => {
    const since = new Map<Element, number>()
    const seen: string[] = []
    const look = (now: number) => {
      const busy = document.querySelectorAll('[role=progressbar], [aria-busy=true], progress')
      const visible = new Set([...busy].filter((element) => element.checkVisibility()))
      for (const element of since.keys()) if (!visible.has(element)) since.delete(element)
      for (const element of visible) {
        const from = since.get(element) ?? now
        since.set(element, from)
        if (now - from > limit) seen.push(element.outerHTML.slice(0, 120))
      }
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
    Object.assign(globalThis, { waitedInSight: seen })
  }, seenAfterMs)
  await press(page, 'g v')
  const bob = page.getByRole('region', { name: 'bob', exact: true })
  await expect(bob.getByText('2', { exact: true })).toBeVisible()
  await page.getByRole('list', { name: 'Tools as alice' }).getByText(call.tool).click()
  await page.keyboard.press('Control+Enter')
  await expect(bob).toContainText('bob: hidden, refused')
  await press(page, 'g t')
  await expect(page.getByRole('complementary', { name: /^Tools as/ })).toBeVisible()
  const seen: unknown = await page.evaluate(() => Reflect.get(globalThis, 'waitedInSight'))
  expect(seen).toEqual([])
})
