import { spawn } from 'node:child_process'
import { once } from 'node:events'

export interface Ended {
  code: number | null
  /** Standard output and standard error, as they came. */
  out: string
}

/** Runs a program to its end. It never rejects for a failure: the code is part of the answer. */
export async function runToEnd(
  command: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Ended> {
  const [program = '', ...args] = command
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (out += chunk.toString()))
  await once(child, 'close')
  return { code: child.exitCode, out }
}

/**
 * Runs lines as somebody would paste them into a shell. Where this machine has no curl or no jq, or
 * `standIns` says so, this file stands in for them: for as much of them as the seed's lines use.
 */
export function pasteIntoShell(
  lines: string,
  env: Record<string, string>,
  standIns = false,
): Promise<Ended> {
  const define = ['curl', 'jq'].map((tool) => {
    const own = `${tool}() { node ${JSON.stringify(import.meta.filename)} ${tool} "$@"; }`
    return standIns ? own : `command -v ${tool} >/dev/null || ${own}`
  })
  return runToEnd(['sh', '-c', [...define, lines].join('\n')], { env })
}

const tools: Record<string, (args: string[]) => Promise<string>> = {
  async curl(args) {
    const values = (flag: string) =>
      args.flatMap((arg, index) => (args[index - 1] === flag ? [arg] : []))
    const headers = new Headers({ 'content-type': 'application/x-www-form-urlencoded' })
    for (const line of values('-H'))
      headers.set(line.replace(/: .*/, ''), line.replace(/^.*?: /, ''))
    const answer = await fetch(args.find((arg) => arg.startsWith('http')) ?? '', {
      method: 'POST',
      headers,
      body: values('-d').join('&'),
    })
    return answer.text()
  },

  async jq(args) {
    const chunks: Buffer[] = []
    for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk))
    const input: unknown = JSON.parse(Buffer.concat(chunks).toString())
    const [, path = '', map] =
      /^([^|]*?)(?: \| map\(\.(\w+)\))?$/.exec(args.find((arg) => arg.startsWith('.')) ?? '.') ?? []
    const found = path.split(/[.[\]]+/).reduce(member, input)
    const value = map && Array.isArray(found) ? found.map((each) => member(each, map)) : found
    const raw = args.includes('-r') && typeof value === 'string'
    return `${raw ? value : JSON.stringify(value, null, 2)}\n`
  },
}

function member(value: unknown, name: string): unknown {
  if (name === '') return value
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

if (import.meta.main) {
  const [tool = '', ...args] = process.argv.slice(2)
  process.stdout.write((await tools[tool]?.(args)) ?? '')
}
