import { randomUUID } from 'node:crypto'

import { readAnswer, type Read } from './chatStream.ts'
import { Bench, cpuSeconds, freePort } from './processes.ts'
import { judge, median, most } from './report.ts'
import { residentMiB, startScaled } from './scaledConsole.ts'
import { signIn } from './signIn.ts'

/**
 * `node bench/chat.ts`: two hundred answers at once through one BFF, as one operator with as many windows
 * would have them, against the same answers read from the agent itself. Each comes at the pace of a model
 * that writes ten pieces a second, and is stored while it comes.
 */
const streams = 200
const pieces = 100
const betweenMs = 100
const deployment = 'solofieldassistant-kagent'

await using bench = new Bench()
await run()

async function run(): Promise<void> {
  const port = await freePort()
  const env = {
    PORT: String(port),
    STREAMS: String(streams),
    PIECES: String(pieces),
    BETWEEN_MS: String(betweenMs),
  }
  await bench.start([process.execPath, 'bench/agent.ts'], env, /ready/)
  const agent = `http://127.0.0.1:${port}`
  const { pid, ask } = await startConsole(agent)
  const before = residentMiB(pid)
  // until V8 has compiled the path; a process that serves has long done so
  await all(ask)
  const own = await all(() => fetch(`${agent}/api/a2a`, { method: 'POST', body: question() }))

  let resident = 0
  const watch = setInterval(() => (resident = Math.max(resident, residentMiB(pid))), 100)
  const cpuBefore = cpuSeconds(pid)
  const through = await all(ask)
  const cpu = cpuSeconds(pid) - cpuBefore
  clearInterval(watch)

  const first = { own: own.map(firstOf), through: through.map(firstOf) }
  const later = through.flatMap(({ delays }) => delays)
  console.info(`${streams} streams of ${pieces} pieces, resident before ${before} MiB`)
  console.info(`first piece from the agent: ${spread(first.own)}`)
  console.info(
    `first piece from the console: ${spread(first.through)}, every piece: ${spread(later)}`,
  )
  console.info(`CPU per event ${((cpu / (streams * pieces)) * 1e6).toFixed(0)} µs`)
  const lost = through.filter(({ whole }) => !whole).length
  judge([
    { name: 'streams with a lost, doubled or moved event', value: lost, unit: '', limit: 0 },
    {
      name: 'first piece, delay over the agent itself',
      value: median(first.through) - median(first.own),
      unit: 'ms',
      limit: 15,
    },
    { name: 'resident growth', value: (resident - before) * 1.048576, unit: 'MB', limit: 80 },
  ])
}

function firstOf({ firstMs }: Read): number {
  return firstMs
}

function spread(values: number[]): string {
  return `median ${median(values).toFixed(1)} ms, most ${most(values).toFixed(1)} ms`
}

function all(ask: () => Promise<Response>): Promise<Read[]> {
  return Promise.all(Array.from({ length: streams }, async () => readAnswer(await ask(), pieces)))
}

/** Of the agent itself: it reads nothing but the conversation's name. */
function question(): string {
  return JSON.stringify({ params: { message: { contextId: randomUUID(), parts: [] } } })
}

async function startConsole(agent: string) {
  const { pid, origin } = await startScaled(bench, 0, (config) => {
    config.setIn(['chat', 'runtimes', 'kagent-tor1'], {
      via: 'kagent',
      endpoint: agent,
      wire: '0.3',
    })
    config.setIn(['chat', 'limits'], { runsAtOnce: streams, conversationsKept: 4 * streams })
    config.setIn(['limits', 'streams'], 2 * streams)
  })
  const cookie = await signIn(origin, 'presenter')
  const headers = {
    cookie,
    'x-csrf': '1',
    'sec-fetch-site': 'same-origin',
    'content-type': 'application/json',
  }
  await available(`${origin}/bff/chat/${deployment}`, headers)
  const ask = () =>
    fetch(`${origin}/bff/chat/${deployment}/runs`, {
      method: 'POST',
      headers,
      body: JSON.stringify({
        threadId: randomUUID(),
        runId: randomUUID(),
        messages: [{ id: 'question', role: 'user', content: 'How fast are you?' }],
        tools: [],
        context: [],
      }),
    })
  return { pid, ask }
}

/** The registry of the lab is still bringing its deployments about. */
async function available(url: string, headers: Record<string, string>): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await fetch(url, { headers })
    const text = await answer.text()
    if (text.includes('"available":true')) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`${url} cannot be asked`)
}
