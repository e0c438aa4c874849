import { expect, test } from 'vitest'

import { judgeHost } from './publicOrigin.ts'

const local = new URL('http://localhost:8787')
const remote = new URL('https://console.example')

test.each([
  ['localhost:8787', 'ours'],
  ['127.0.0.1:8787', 'redirect'],
  ['[::1]:8787', 'redirect'],
  ['127.0.0.1', 'misdirected'],
  ['127.0.0.1:9999', 'misdirected'],
  ['evil.example', 'misdirected'],
  ['localhost:8787.evil.example', 'misdirected'],
  ['localhost.evil.example:8787', 'misdirected'],
  ['', 'misdirected'],
  [undefined, 'misdirected'],
  ['user@localhost:8787', 'misdirected'],
  ['LOCALHOST:8787', 'ours'],
])('on this machine %s is %s', (host, verdict) => {
  expect(judgeHost(host, '/', local)).toBe(verdict)
})

test('a public console is not found under the names of the machine it runs on, but can be probed', () => {
  expect(judgeHost('console.example', '/', remote)).toBe('ours')
  expect(judgeHost('127.0.0.1:8787', '/', remote)).toBe('misdirected')
  expect(judgeHost('127.0.0.1:8787', '/healthz', remote)).toBe('ours')
  expect(judgeHost('localhost:8787', '/readyz', remote)).toBe('ours')
  expect(judgeHost('10.0.0.7:8787', '/readyz', remote)).toBe('misdirected')
})
