import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { join } from 'node:path'

import { enter } from './support/enter.ts'
import { plainHttp } from './support/plainHttp.ts'
import { root, samePorts, startCommand, startProduct, temporaryFolder } from './support/product.ts'
import { runToEnd } from './support/shell.ts'
import { expect, test } from './support/test.ts'

/** Ctrl-C may take this long, in milliseconds. */
const mostToEnd = 3_000

test('one command starts it, says where it is, and Ctrl-C ends all of it within three seconds', async () => {
  const product = await startProduct({ ownGroup: true })
  const addresses = [product.origin, ...Object.values(product.origins)]
  console.info(`start to ready: ${Math.round(product.readyMs)} ms`)
  expect(product.origin).toMatch(/^http:\/\/localhost:\d+$/)
  expect(await Promise.all(addresses.map(listens))).not.toContain(false)

  const began = performance.now()
  // Answers only when the last process that holds its output is gone.
  expect(await product.interrupt()).toBe(0)
  expect(performance.now() - began).toBeLessThan(mostToEnd)
  expect(await Promise.all(addresses.map(listens))).not.toContain(true)
})

test('it ends as quickly while a page holds its event stream open', async ({ page }) => {
  const product = await startProduct({ ownGroup: true })
  await enter(page, product.origin)
  const pulses = page.getByRole('list', { name: 'Upstreams' }).getByRole('listitem')
  await expect(pulses.filter({ hasText: 'registry' })).toBeVisible()
  const began = performance.now()
  expect(await product.interrupt()).toBe(0)
  expect(performance.now() - began).toBeLessThan(mostToEnd)
})

test('healthz says that it runs; readyz names each upstream, and the reason of one that is down', async ({
  product,
}) => {
  const health = await plainHttp(`${product.origin}/healthz`)
  expect(health.status).toBe(200)
  expect(JSON.parse(health.body)).toMatchObject({ status: 'up' })

  const ready = await plainHttp(`${product.origin}/readyz`)
  expect(ready.status).toBe(200)
  expect(JSON.parse(ready.body)).toMatchObject({ ready: true, reasons: [] })

  await product.lab.fault('gateway-down')
  const notReady = await plainHttp(`${product.origin}/readyz`)
  expect(notReady.status).toBe(503)
  const { port } = new URL(product.origins['gateway'] ?? '')
  expect(JSON.parse(notReady.body)).toMatchObject({
    ready: false,
    upstreams: expect.arrayContaining([
      expect.objectContaining({
        id: 'solo-kb-demo',
        state: 'unreachable',
        reason: `Nothing listens on 127.0.0.1:${port}.`,
      }),
    ]),
  })
  await product.lab.clearFaults()
  expect((await plainHttp(`${product.origin}/readyz`)).status).toBe(200)
})

test('a second start with the same data keeps the sign-in', async ({ page }) => {
  const data = await temporaryFolder()
  const first = await startProduct({ data })
  await enter(page, first.origin)
  await expect(page.getByRole('button', { name: 'Operator presenter' })).toBeVisible()
  await page.goto('about:blank')
  expect(await first.stop('SIGINT')).toBe(0)

  const second = await startProduct({ data, env: samePorts(first) })
  try {
    expect(second.origin).toBe(first.origin)
    await page.goto(`${second.origin}/tools?as=bob`)
    await expect(page.getByRole('button', { name: 'Operator presenter' })).toBeVisible()
    await expect(page.getByRole('list', { name: 'Tools' }).getByRole('listitem')).toHaveCount(2)
  } finally {
    await second.stop()
  }
})

for (const [part, variable] of [
  ['console', 'PARALLAX_PORT'],
  ['gateway', 'LAB_GATEWAY_PORT'],
] as const)
  test(`a taken ${part} port is one line that names the port and ${variable}`, async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const port = String((other.address() as AddressInfo).port) // a TCP server that listens has one
    try {
      const { out, code } = await start({ [variable]: port })
      const said = out.split('\n').filter((line) => line !== '' && !line.startsWith('{"lab"'))
      expect(said).toHaveLength(1)
      expect(said[0]).toContain(`Port ${port}`)
      expect(said[0]).toContain('taken')
      expect(said[0]).toContain(variable)
      expect(code).not.toBe(0)
    } finally {
      other.close()
    }
  })

test('--check prints the configuration in effect, and no secret', async () => {
  const { out, code } = await start({}, ['--check'])
  expect(code).toBe(0)
  expect(out).toContain('publicOrigin: http://localhost:')
  expect(out).toContain('env: PARALLAX_CLIENT_SECRET')
  expect(out).not.toContain('kagent-secret')
})

test('a broken configuration is told by file, line and column, one line for each finding', async () => {
  const folder = await temporaryFolder()
  const file = join(folder, 'parallax.yaml')
  const good = await exampleConfig()
  await mkdir(folder, { recursive: true })
  const broken = good
    .replace('operator:\n  issuer: solo', 'operator:\n  issuer: nobody')
    .replace('kind: password', 'kind: passwrd')
  expect(broken).not.toBe(good)
  await writeFile(file, broken)
  const { out, code } = await start({ PARALLAX_CONFIG: file })
  expect(code).toBe(1)
  const lines = out.trim().split('\n')
  expect(lines[0]).toBe('The configuration cannot be used:')
  const kind = broken.split('\n').findIndex((line) => line.includes('passwrd')) + 1
  expect(lines[1]).toMatch(new RegExp(`^${file}:${kind}:\\d+: personas\\.alice`))
  expect(out).not.toMatch(/\n\s+at /)
})

/** The product, started to fail or to print: it ends by itself. */
async function start(env: Record<string, string>, flags: string[] = []) {
  const data = await temporaryFolder()
  return runToEnd(['node', ...startCommand(data), ...flags], { cwd: root, env })
}

/** The configuration that the lab writes for the console. */
async function exampleConfig(): Promise<string> {
  const data = await temporaryFolder()
  await runToEnd(['node', ...startCommand(data), '--check'], { cwd: root })
  return readFile(join(data, 'lab', 'parallax.yaml'), 'utf8')
}

function listens(origin: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port: Number(new URL(origin).port) })
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
