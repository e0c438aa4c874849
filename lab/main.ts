import { spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { constants } from 'node:os'
import { join, resolve } from 'node:path'

import { type LabArguments, readArguments } from './arguments.ts'
import { consoleConfig, consoleSecrets } from './config.ts'
import { type DocumentsCommand, readDocumentsCommand } from './kubernetes/command.ts'
import { type Lab, startLab } from './lab.ts'
import { choosePorts } from './ports.ts'

/**
 * `node lab/main.ts` starts the lab; `node lab/main.ts run COMMAND …` also runs a command that finds the
 * lab's URLs in its environment, and ends with it. `--json` prints one line when the lab is ready.
 * `apply -f FILE` and `delete -f FILE` change the documents of a lab that runs.
 */
const { env } = process

try {
  const args = process.argv.slice(2)
  const documents = readDocumentsCommand(args)
  if (documents) await changeDocuments(documents)
  else await start(readArguments(args))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

async function changeDocuments(command: DocumentsCommand): Promise<void> {
  const { sendDocuments } = await import('./kubernetes/sendDocuments.ts')
  const { kubernetes } = await choosePorts(env, false)
  for await (const line of sendDocuments(command, `http://127.0.0.1:${kubernetes}`))
    console.info(line)
}

async function start(options: LabArguments): Promise<void> {
  if (env['PARALLAX_CONFIG']) await run(options.command, {})
  else await runWithLab(options)
}

async function runWithLab(options: LabArguments): Promise<void> {
  const ports = await choosePorts(env, options.portsAuto)
  const data = resolve(options.data ?? env['PARALLAX_DATA'] ?? 'data')
  const file = join(data, 'lab', 'parallax.yaml')
  await mkdir(join(data, 'lab'), { recursive: true, mode: 0o700 })
  await writeFile(file, consoleConfig(env, ports, data), { mode: 0o600 })

  // Checking a configuration needs its text, not its upstreams.
  const lab = options.command.includes('--check')
    ? undefined
    : await startLab({ env, ports, data: join(data, 'lab'), scale: options.scale })
  if (options.json)
    console.info(JSON.stringify({ lab: 'ready', origins: lab?.origins ?? {}, config: file }))
  else if (lab && !options.command.length) announce(lab)
  const child = { PARALLAX_CONFIG: file, PARALLAX_LOG: env['PARALLAX_LOG'] ?? 'warn' }
  await run(options.command, { ...child, ...consoleSecrets(env) }, lab)
}

/** Runs the command to its end, or waits for a signal when there is none; then closes the lab. */
async function run(command: string[], extra: Record<string, string>, lab?: Lab): Promise<void> {
  const [program, ...rest] = command
  const ended = Promise.withResolvers<number>()
  const child = program
    ? spawn(program, rest, { stdio: 'inherit', env: { ...env, ...extra } })
    : undefined
  child?.once('error', (cause) => ended.reject(new Error(`${program} cannot run`, { cause })))
  child?.once('exit', (code, signal) =>
    ended.resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)),
  )
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      // From a terminal the command has had the signal already; a second one does it no harm.
      if (child) child.kill(signal)
      else ended.resolve(0)
    })
  const code = await ended.promise
  await lab?.close()
  process.exit(code)
}

function announce(lab: Lab): void {
  for (const [part, origin] of Object.entries(lab.origins))
    console.info(`${part.padEnd(21)}${origin}`)
}
