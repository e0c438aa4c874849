import { Bench, cpuSeconds } from './processes.ts'
import { judge, median, most } from './report.ts'
import { residentMiB, startScaled } from './scaledConsole.ts'
import { signIn } from './signIn.ts'

/**
 * `node bench/catalog.ts`: ten thousand agents and as many deployments, listed and searched through the
 * BFF as a page does it, with an event stream open, so that the registry is polled meanwhile.
 */
const records = 10_000
/** What somebody types, letter by letter. */
const typed = ['triage pay', 'us-east-1 failed', 'docs-review', 'team=search ready']
const watchedSeconds = 15

await using bench = new Bench()
await run()

async function run(): Promise<void> {
  const { pid, get } = await startConsole()
  await get('/bff/registry')
  const before = residentMiB(pid)

  const agents = await get('/bff/registry/agents?limit=50')
  const events = await watch(get)
  const deployments = await get('/bff/registry/deployments?limit=50&sort=name')
  const strokes: number[] = []
  for (const kind of ['agents', 'deployments'])
    for (const text of typed)
      for (let length = 1; length <= text.length; length++) {
        const search = encodeURIComponent(text.slice(0, length))
        strokes.push((await get(`/bff/registry/${kind}?limit=50&sort=name&search=${search}`)).ms)
      }
  const cpuBefore = cpuSeconds(pid)
  await new Promise((resolve) => setTimeout(resolve, watchedSeconds * 1_000))
  const cpu = (cpuSeconds(pid) - cpuBefore) / watchedSeconds
  const grown = residentMiB(pid) - before
  events.abort()

  const slow = strokes.toSorted((a, b) => a - b)[Math.floor(strokes.length * 0.95)] ?? 0
  console.info(`${agents.all} agents, ${deployments.all} deployments, ${strokes.length} keystrokes`)
  console.info(
    `keystroke median ${median(strokes).toFixed(1)} ms, most ${most(strokes).toFixed(1)} ms`,
  )
  console.info(
    `CPU while watched ${(cpu * 100).toFixed(0)} % of a core, resident before ${before} MiB`,
  )
  judge([
    { name: 'first agents, nothing cached', value: agents.ms, unit: 'ms', limit: 1_000 },
    { name: 'first deployments, beside that', value: deployments.ms, unit: 'ms', limit: 1_000 },
    { name: 'keystroke to result, 95th percentile', value: slow, unit: 'ms', limit: 100 },
    { name: 'resident growth', value: grown, unit: 'MiB', limit: 150 },
  ])
}

interface Got {
  ms: number
  all: number
}

async function startConsole() {
  const { pid, origin } = await startScaled(bench, records)
  const cookie = await signIn(origin, 'presenter')
  const headers = { cookie, 'x-csrf': '1', 'sec-fetch-site': 'same-origin' }

  async function get(path: string, signal?: AbortSignal): Promise<Got & { response: Response }> {
    const began = performance.now()
    const init = signal === undefined ? { headers } : { headers, signal }
    const response = await fetch(origin + path, init)
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    if (signal !== undefined) return { ms: performance.now() - began, all: 0, response }
    const { all = 0 } = (await response.json()) as { all?: number } // lists tell it
    return { ms: performance.now() - began, all, response }
  }
  return { pid, get }
}

/** Reads the events and forgets them, as a page that has nothing to show for them. */
async function watch(
  get: (path: string, signal: AbortSignal) => Promise<{ response: Response }>,
): Promise<AbortController> {
  const away = new AbortController()
  const { response } = await get('/bff/events', away.signal)
  void response.body?.pipeTo(new WritableStream()).catch(() => undefined)
  return away
}
