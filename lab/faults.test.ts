import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { Faults } from './faults.ts'

const faults = new Faults()
const server = createServer(
  faults.before('gateway')((_request, response) => response.end('the real answer')),
)
let url: string

beforeEach(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // a TCP server has one
})
afterEach(async () => {
  faults.clear('gateway')
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

test('a part without a fault answers for itself', async () => {
  expect(await (await fetch(url)).text()).toBe('the real answer')
})

test('a broken event stream starts well and ends inside a frame', async () => {
  faults.set('gateway', 'broken-sse')
  const answer = await fetch(url)
  expect(answer.headers.get('content-type')).toBe('text/event-stream')
  await expect(answer.text()).rejects.toThrow()
})

test('bad JSON says that it is JSON', async () => {
  faults.set('gateway', 'bad-json')
  const answer = await fetch(url)
  expect(answer.headers.get('content-type')).toBe('application/json')
  await expect(answer.json()).rejects.toThrow(SyntaxError)
})

test('a cleared fault leaves nothing behind', async () => {
  faults.set('gateway', 'server-error')
  expect((await fetch(url)).status).toBe(500)
  faults.clear('gateway')
  expect((await fetch(url)).status).toBe(200)
})
