import { expect, test } from 'vitest'

import { readLine } from './readLine.ts'

const line = (fields: Record<string, string>) => readLine({ at: null, text: '', fields })

test('a call that a rule hid is refused, with who asked for what', () => {
  expect(
    line({
      'http.status': '400',
      'jwt.sub': 'bob',
      'mcp.method.name': 'tools/call',
      'mcp.target': 'solo-kb',
      'gen_ai.tool.name': 'get_product_info',
      error: 'mcp: Unknown tool: get_product_info',
      reason: 'MCP',
      duration: '3ms',
    }),
  ).toEqual({
    outcome: 'refused',
    status: '400',
    who: 'bob',
    method: 'tools/call',
    subject: 'get_product_info',
    why: 'mcp: Unknown tool: get_product_info',
    took: '3ms',
  })
})

test.each([
  [{ 'http.status': '401', error: 'authentication failure', reason: 'JwtAuth' }, 'rejected'],
  [{ 'http.status': '401' }, 'rejected'],
  [{ 'http.status': '403', reason: 'Authorization' }, 'refused'],
  [{ 'http.status': '200', error: 'not allowed' }, 'refused'],
  [{ 'http.status': '400', error: 'mcp: session not found', reason: 'MCP' }, 'failed'],
  [{ 'http.status': '503', reason: 'NoHealthyBackend' }, 'failed'],
  [{ 'http.status': '200', duration: '1ms' }, 'allowed'],
  [{}, undefined],
] as const)('%j is %s', (fields, outcome) => {
  expect(line(fields).outcome).toBe(outcome)
})

test('without an error the reason says why', () => {
  expect(line({ 'http.status': '503', reason: 'NoHealthyBackend' }).why).toBe('NoHealthyBackend')
})
