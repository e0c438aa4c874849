import { availableParallelism, loadavg } from 'node:os'

import { chromium, type Page } from '@playwright/test'

import { Bench } from './processes.ts'
import { judge, least, median, most } from './report.ts'
import { residentMiB, startScaled } from './scaledConsole.ts'

/**
 * `node bench/catalogBrowser.ts`: the Catalog and Instances pages in Chromium, before ten thousand agents
 * and as many deployments. Needs `npm run build`; CHROMIUM_PATH names another browser.
 */
const records = 10_000
const typed = ['triage pay', 'docs-review']
/** After a keystroke nothing has to be drawn any more for so long, in milliseconds, before the next one. */
const quietMs = 250
const wheelTurns = 120
/** What the page itself makes slow is slow each time; what the machine does besides is not. The best counts. */
const scrollRounds = 3

/** What Chromium calls one turn of a thread's loop in its traces. */
const runTask = { category: 'disabled-by-default-devtools.timeline', name: 'RunTask' }

declare global {
  var firstRow: number | undefined
  var watched: {
    strokes: number[]
    pressed: number
    drawn: number
    frames: number[]
    /** Which scrolling the frames are of; the loop of an earlier one ends. */
    turn: object
  }
}

await using bench = new Bench()
const { pid, origin } = await startScaled(bench, records)
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  await run(await browser.newPage({ viewport: { width: 1440, height: 900 } }))
} finally {
  await browser.close()
}

async function run(page: Page): Promise<void> {
  await page.goto(`${origin}/sign-in`)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: /^presenter/i }).click()
  await page.getByRole('heading', { level: 1, name: /^Ready/ }).waitFor()
  const before = residentMiB(pid)
  await page.addInitScript(noteFirstRow)

  const agents = await firstRow(page, '/catalog')
  const deployments = await firstRow(page, '/instances')
  const strokes: number[] = []
  const frames: number[] = []
  const worst: number[] = []
  const tasks: number[] = []
  for (const [path, field] of [
    ['/catalog', 'Search agents'],
    ['/instances', 'Search deployments'],
  ] as const) {
    await firstRow(page, path)
    await page.evaluate(watch)
    for (const text of typed) strokes.push(...(await search(page, field, text)))
    const longest: number[] = []
    for (let round = 0; round < scrollRounds; round += 1) {
      const seen = await scroll(page)
      frames.push(...seen)
      longest.push(Math.round(most(seen)))
      await page.keyboard.press('Control+Home')
    }
    worst.push(least(longest))
    // Once more for the tasks: a trace that is being written makes frames longer.
    await browser.startTracing(page, { categories: ['__metadata', runTask.category] })
    await scroll(page)
    tasks.push(...mainThreadTasks(await browser.stopTracing()))
  }
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  const slow = strokes.toSorted((a, b) => a - b)[Math.floor(strokes.length * 0.95)] ?? 0
  console.info(`${strokes.length} keystrokes: median ${median(strokes).toFixed(0)} ms`)
  const load = loadavg()[0] ?? 0
  // Frames are told by the clock, so a machine that others use too makes them longer; tasks are not.
  console.info(`load of the machine: ${load.toFixed(1)} on ${availableParallelism()} processors`)
  console.info(`${frames.length} frames: median ${median(frames).toFixed(0)} ms`)
  judge([
    { name: 'first agents, nothing cached', value: agents, unit: 'ms', limit: 1_000 },
    { name: 'first deployments', value: deployments, unit: 'ms', limit: 1_000 },
    { name: 'keystroke to result, 95th percentile', value: slow, unit: 'ms', limit: 100 },
    { name: 'longest frame while scrolling', value: most(worst), unit: 'ms', limit: 50 },
    { name: 'longest task while scrolling, CPU', value: most(tasks), unit: 'ms', limit: 50 },
    { name: 'heap of the page', value: usedSize / 1e6, unit: 'MB', limit: 80 },
    {
      name: 'resident growth of the BFF',
      value: residentMiB(pid) - before,
      unit: 'MiB',
      limit: 150,
    },
  ])
}

/** Milliseconds from the navigation to the frame that shows the first row. */
async function firstRow(page: Page, path: string): Promise<number> {
  await page.goto(origin + path)
  const ms = await page.waitForFunction(() => globalThis.firstRow)
  return (await ms.jsonValue()) ?? Number.NaN
}

function noteFirstRow(): void {
  const look = () => {
    if (document.querySelector('tbody a')) globalThis.firstRow = performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** From now on the page notes when a key was pressed and when the list was last drawn anew. */
function watch(): void {
  const watched = { strokes: [], pressed: 0, drawn: 0, frames: [], turn: {} }
  globalThis.watched = watched
  addEventListener('input', ({ timeStamp }) => (watched.pressed = timeStamp), true)
  const changes = new MutationObserver((list) => {
    // Ages count on by themselves; they are no answer to anything.
    const answers = list.some(({ target }) => !target.parentElement?.closest('time'))
    if (answers) requestAnimationFrame(() => (watched.drawn = performance.now()))
  })
  changes.observe(document.querySelector('main') ?? document.body, {
    subtree: true,
    childList: true,
    characterData: true,
  })
}

/** Types a text letter by letter and takes it away again; milliseconds from each key to the last change it made. */
async function search(page: Page, field: string, text: string): Promise<number[]> {
  const strokes: number[] = []
  await page.getByRole('searchbox', { name: field }).focus()
  for (const key of [...Array.from(text), ...Array.from(text, () => 'Backspace')]) {
    await page.keyboard.press(key)
    await page.waitForFunction((quiet) => {
      const { pressed, drawn } = globalThis.watched
      return performance.now() - Math.max(pressed, drawn) > quiet
    }, quietMs)
    const took = await page.evaluate(() => globalThis.watched.drawn - globalThis.watched.pressed)
    // A letter that changes no row is answered too, with nothing to draw.
    if (took > 0) strokes.push(took)
  }
  return strokes
}

interface TraceEvent {
  name: string
  pid: number
  tid: number
  /** CPU time, microseconds. */
  tdur?: number
  args: { name?: string }
}

/** CPU time of each task of the page's main thread, in milliseconds. */
function mainThreadTasks(trace: Buffer): number[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] } // the Trace Event Format
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid: process, tid }) => `${process} ${tid}`),
  )
  return traceEvents
    .filter(({ name, pid: process, tid }) => name === runTask.name && main.has(`${process} ${tid}`))
    .map(({ tdur = 0 }) => tdur / 1_000)
}

/** Turns the wheel over the list and answers how long each frame took, in milliseconds. */
async function scroll(page: Page): Promise<number[]> {
  await page.mouse.move(700, 600)
  await page.evaluate(() => {
    const { watched } = globalThis
    const turn = {}
    watched.turn = turn
    watched.frames = []
    let last = performance.now()
    const frame = (now: number) => {
      watched.frames.push(now - last)
      last = now
      if (watched.turn === turn) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
  for (let turn = 0; turn < wheelTurns; turn += 1) await page.mouse.wheel(0, 400)
  return page.evaluate(() => globalThis.watched.frames)
}
