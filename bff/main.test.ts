import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

import { expect, onTestFinished, test, vi } from 'vitest'

import { deadOrigin, serve } from './testing/serve.ts'

// Each test starts a process, which a busy machine does slowly.
vi.setConfig({ testTimeout: 20_000 })

const main = join(import.meta.dirname, 'main.ts')

async function configured(more = '') {
  const folder = mkdtempSync(join(tmpdir(), 'parallax-main-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const { port } = new URL(await deadOrigin())
  const file = join(folder, 'parallax.yaml')
  writeFileSync(
    file,
    `publicOrigin: http://localhost:${port}
data: ${join(folder, 'data')}
issuers:
  solo: { issuer: "http://127.0.0.1:1/realms/solo", clientId: kagent, clientSecret: { env: SECRET } }
operator: { issuer: solo }
${more}`,
  )
  return { env: { PARALLAX_CONFIG: file, SECRET: 'very-secret' }, port: Number(port) }
}

function start(env: Record<string, string>, ...flags: string[]) {
  const child = spawn(process.execPath, [main, ...flags], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const ended = once(child, 'exit').then(([code]) => Number(code))
  const output = Promise.all([text(child.stdout), text(child.stderr)])
  return { child, ended, output }
}

test('--check prints the configuration in effect, with the names of secrets and no secret', async () => {
  const { env, port } = await configured()
  const { ended, output } = start(env, '--check')
  expect(await ended).toBe(0)
  const [out] = await output
  expect(out).toContain(`publicOrigin: http://localhost:${port}`)
  expect(out).toContain('env: SECRET')
  expect(out).toContain('idle: 30m')
  expect(out).not.toContain('very-secret')
})

test('--check of a wrong configuration says where, without a stack, and fails', async () => {
  const { env } = await configured('gateways: 5\n')
  const { ended, output } = start(env, '--check')
  expect(await ended).toBe(1)
  const [, err] = await output
  expect(err).toMatch(/parallax\.yaml:6:11: gateways: takes a mapping\n$/)
  expect(err).not.toMatch(/\n\s+at /)
})

test('it says when it is ready, and a signal ends it within three seconds, open connections or not', async () => {
  const { env, port } = await configured()
  const { child, ended } = start(env)
  const [line] = (await once(child.stdout, 'data')) as [Buffer] // the stream is not decoded
  expect(line.toString()).toBe(`Parallax is ready at http://localhost:${port}\n`)
  const idle = connect(port, '127.0.0.1')
  await once(idle, 'connect')
  idle.on('error', () => undefined) // it is cut, which is the point
  const began = performance.now()
  child.kill('SIGTERM')
  expect(await ended).toBe(0)
  expect(performance.now() - began).toBeLessThan(3_000)
  const after = connect(port, '127.0.0.1')
  const [error] = (await once(after, 'error')) as [NodeJS.ErrnoException] // what sockets emit
  expect(error.code).toBe('ECONNREFUSED')
})

test('a taken port is one line that names it and the way out', async () => {
  const { env } = await configured()
  const taken = await serve(() => undefined)
  const { port } = new URL(taken.origin)
  const { ended, output } = start({ ...env, PARALLAX_PORT: port })
  expect(await ended).toBe(1)
  const [, err] = await output
  expect(err).toBe(
    `Port ${port} is taken by another process. End it, or set PARALLAX_PORT to a free one.\n`,
  )
})
