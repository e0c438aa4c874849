import { startConsole } from './console.ts'
import { Bench, freePort } from './processes.ts'
import { judge, median, most } from './report.ts'

/**
 * `node bench/compare.ts`: one call as twenty personas at once against the slowest of them alone, at a
 * gateway that takes 150 ms to answer, as a tool that does some work would.
 */
const personas = Array.from({ length: 20 }, (_, index) => `persona-${index + 1}`)
const rounds = 5

await using bench = new Bench()
await run()

async function run(): Promise<void> {
  const port = await freePort()
  await bench.start([process.execPath, 'bench/upstream.ts'], { PORT: String(port) }, /ready/)
  const proxy = await startConsole(bench, `http://127.0.0.1:${port}/slow/mcp`, personas)
  const url = `http://${proxy.host}/bff/gateways/bench/calls/stream`

  /** Milliseconds until the last line. */
  async function ask(as: string[]): Promise<number> {
    const began = performance.now()
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...proxy.headers, 'content-type': 'application/json' },
      body: JSON.stringify({
        calls: as.map((one) => ({ as: one, tool: 'search', arguments: {} })),
      }),
    })
    const lines = (await response.text()).trim().split('\n')
    const answered = lines.filter((line) => line.includes('"outcome":"allowed"')).length
    if (answered !== as.length) throw new Error(`${answered} of ${as.length} calls were answered`)
    return performance.now() - began
  }

  await ask(personas) // warm: tool lists are fetched, connections are open
  const alone: number[] = []
  for (const one of personas) alone.push(await ask([one]))
  const together: number[] = []
  for (let round = 0; round < rounds; round++) together.push(await ask(personas))
  console.info(`alone ${median(alone).toFixed(1)} ms, slowest ${most(alone).toFixed(1)} ms`)
  console.info(`together ${median(together).toFixed(1)} ms`)
  judge([
    {
      name: '20 personas at once against the slowest alone',
      value: median(together) / most(alone),
      unit: '×',
      limit: 1.5,
    },
  ])
}
