import { type ConsoleUnderTest, startConsole } from './console.ts'
import { startNginx } from './nginx.ts'
import { Bench, freePort } from './processes.ts'
import { judge, least, median, most } from './report.ts'
import { type Aim, load, type Load } from './wrk.ts'

/**
 * `node bench/proxy.ts`: the raw pipe of the BFF against nginx doing the same header rewrite, and against
 * the least that Node can do, in one run on one machine, rounds interleaved. CPU per request is what
 * repeats on a busy machine; of times the best round counts. Limits: docs/decisions/018-pipe-limits.md.
 */
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3)
const seconds = Number(process.env['BENCH_SECONDS'] ?? 3)
const connections = [1, 10, 64]
const streams = 30

await using bench = new Bench()
await run()

async function run(): Promise<void> {
  const port = await freePort()
  const upstream = new URL(`http://127.0.0.1:${port}/mcp`)
  await bench.start([process.execPath, 'bench/upstream.ts'], { PORT: String(port) }, /ready/)
  const nginx = await startNginx(bench, upstream)
  const barePort = await freePort()
  const bareEnv = { PORT: String(barePort), UPSTREAM: upstream.origin }
  const bare = await bench.start([process.execPath, 'bench/bare.ts'], bareEnv, /ready/)
  const proxy = await startConsole(bench, upstream.origin, ['demo'])
  const pipe = `${proxy.address}/bff/p/demo/t/bench`
  // capital, or wrk would add a second one
  const proxyHeaders = { ...proxy.headers, Host: proxy.host }
  const aims = {
    direct: { url: upstream.href, headers: {} },
    nginx: { url: `${nginx.address}/mcp`, headers: proxy.headers, pid: nginx.pid },
    node: { url: `http://127.0.0.1:${barePort}/mcp`, headers: {}, pid: bare.pid },
    parallax: { url: `${pipe}/mcp`, headers: proxyHeaders, pid: proxy.pid },
  } satisfies Record<string, Aim>
  // some 30,000 requests until V8 has compiled the path; a process that serves has long done so
  for (const aim of [aims.node, aims.parallax]) await load(bench, aim, 64, 3 * seconds)
  const results = await measure(aims)
  print(results)
  const best = (name: string, count: number, pick: (one: Load) => number, choose = least) =>
    choose((results.get(`${name} ${count}`) ?? []).map(pick))
  const added = (name: string) =>
    best(name, 1, ({ p50 }) => p50) - best('direct', 1, ({ p50 }) => p50)
  const rate = (name: string) => best(name, 64, (one) => one.requestsPerSecond, most)
  const share = (name: string) => `${(rate(name) / rate('nginx')).toFixed(2)} ×`
  console.info(
    `of nginx at 64 connections: bare Node ${share('node')}, Parallax ${share('parallax')}`,
  )
  judge([
    {
      name: 'CPU per request, 10 connections',
      value: best('parallax', 10, ({ cpu }) => cpu),
      unit: 'µs',
      limit: 100,
    },
    {
      name: 'throughput against bare Node, 64 connections',
      value: rate('parallax') / rate('node'),
      unit: '×',
      limit: 0.5,
      atLeast: true,
    },
    {
      name: 'added median against bare Node, 1 connection',
      value: added('parallax') / added('node'),
      unit: '×',
      limit: 4,
    },
    {
      name: 'first SSE event, delay',
      value: await firstEventDelay(proxy, `${pipe}/sse`),
      unit: 'ms',
      limit: 10,
    },
    {
      name: 'errors',
      value: best('parallax', 64, ({ errors }) => errors, most),
      unit: '',
      limit: 0,
    },
  ])
}

async function measure(aims: Record<string, Aim>): Promise<Map<string, Load[]>> {
  const results = new Map<string, Load[]>()
  for (let round = 0; round < rounds; round++)
    for (const count of connections)
      for (const [name, aim] of Object.entries(aims)) {
        const key = `${name} ${count}`
        results.set(key, [...(results.get(key) ?? []), await load(bench, aim, count, seconds)])
      }
  return results
}

function print(results: Map<string, Load[]>): void {
  console.info('path and connections    requests/s   p50 ms   p99 ms   CPU µs/request   errors')
  for (const [key, loads] of results) {
    const columns = [
      most(loads.map((one) => one.requestsPerSecond))
        .toFixed(0)
        .padStart(10),
      least(loads.map(({ p50 }) => p50))
        .toFixed(3)
        .padStart(9),
      least(loads.map(({ p99 }) => p99))
        .toFixed(2)
        .padStart(9),
      least(loads.map(({ cpu }) => cpu))
        .toFixed(0)
        .padStart(17),
      String(most(loads.map(({ errors }) => errors))).padStart(9),
    ]
    console.info(key.padEnd(24) + columns.join(''))
  }
}

/** Median of the time between the upstream sending an event and its arrival here. */
async function firstEventDelay({ headers }: ConsoleUnderTest, url: string): Promise<number> {
  const delays: number[] = []
  for (let stream = 0; stream < streams; stream++) {
    const response = await fetch(url.replace('127.0.0.1', 'localhost'), { headers })
    let text = ''
    let arrived = 0
    for await (const chunk of response.body ?? []) {
      arrived ||= performance.timeOrigin + performance.now()
      text += Buffer.from(chunk).toString()
    }
    delays.push(arrived - Number(/data: ([\d.]+)/.exec(text)?.[1]))
  }
  return median(delays)
}
