import type { Page } from '@playwright/test'

import { open, press } from './support/keyboard.ts'
import { call } from './support/seed.ts'
import { expect, test } from './support/test.ts'

/** Compressed, as they are sent. */
const mostScriptBytes = 130_000
const mostWaits = 7
/** Below this the build leaves a file as it is (scripts/compress.ts). */
const smallestCompressed = 1_024
/** Shown for longer than this, something that turns is seen to turn. */
const seenAfterMs = 150

interface Sent {
  bytes: number
  /** Scripts that were worth compressing and came as they are. */
  plain: string[]
  /** When each request began and ended, in seconds of the browser's clock. */
  spans: { from: number; to: number }[]
}

/** What the browser asks for from now on, with nothing taken from its cache. */
async function traffic(page: Page): Promise<Sent> {
  const network = await page.context().newCDPSession(page)
  await network.send('Network.enable')
  await network.send('Network.setCacheDisabled', { cacheDisabled: true })
  const sent: Sent = { bytes: 0, plain: [], spans: [] }
  const began = new Map<string, number>()
  const scripts = new Map<string, { url: string; plain: boolean; head: number }>()
  network.on('Network.requestWillBeSent', ({ requestId, timestamp }) =>
    began.set(requestId, timestamp),
  )
  network.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type !== 'Script' || response.url.endsWith('/theme.js')) return
    const { url, headers, encodedDataLength: head } = response
    scripts.set(requestId, { url, plain: headers['content-encoding'] === undefined, head })
  })
  network.on('Network.loadingFinished', ({ requestId, timestamp, encodedDataLength }) => {
    const script = scripts.get(requestId)
    const body = encodedDataLength - (script?.head ?? 0)
    if (script) sent.bytes += body
    if (script?.plain && body > smallestCompressed) sent.plain.push(script.url)
    sent.spans.push({ from: began.get(requestId) ?? timestamp, to: timestamp })
  })
  return sent
}

/** The longest chain of requests of which each began only after the one before it had ended. */
function longestChain(spans: Sent['spans']): number {
  let length = 0
  let end = 0
  for (const { from, to } of spans.toSorted((one, other) => one.to - other.to))
    if (from >= end) {
      length += 1
      end = to
    }
  return length
}

test('the heading of the tools page waits for few requests, and little script is sent', async ({
  console: page,
}) => {
  const sent = await traffic(page)
  await open(page, '/tools?as=alice')
  expect(longestChain(sent.spans)).toBeLessThanOrEqual(mostWaits)
  expect(sent.plain).toEqual([])
  expect(sent.bytes).toBeGreaterThan(0)
  expect(sent.bytes).toBeLessThanOrEqual(mostScriptBytes)
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
