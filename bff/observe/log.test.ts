import { expect, test } from 'vitest'

import { createLog } from './log.ts'

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = []
  write(createLog('info', { write: (line) => void lines.push(line) }))
  return lines.join('')
}

test.each([
  ['a form', 'grant_type=x&refresh_token=hush&scope=openid'],
  ['JSON', '{"refresh_token":"hush","expires_in":300}'],
  ['a code in an address', '/bff/callback?code=hush&state=1'],
  ['a device code', 'device_code=hush'],
  ['a client secret', 'client_secret: hush'],
  ['a cookie', 'Cookie: __Host-Http-sid=hush; a=b'],
  ['a cookie by its name alone', '__Host-Http-sid=hush'],
])('T25: %s keeps its secret out of the log', (_, message) => {
  const line = logged((log) => log.info(message))
  expect(line).not.toContain('hush')
  expect(line).toContain('[redacted]')
})

test('what an error says is redacted too, with its cause', () => {
  const cause = new Error('refresh_token=hush')
  const line = logged((log) => log.error({ err: new Error('code=hush', { cause }) }, 'failed'))
  expect(line).not.toContain('hush')
})

test('a long path costs no more than its length', () => {
  const began = performance.now()
  const line = logged((log) => log.info({ path: `/${'a'.repeat(100_000)}` }, 'request'))
  expect(line).toContain('aaaa')
  expect(performance.now() - began).toBeLessThan(2_000)
})
