import { expect, test } from 'vitest'

import { accessLine } from './accessLine.ts'

test('a line of JSON has the same fields as a line of text', () => {
  const fields = { 'http.status': '200', 'gen_ai.tool.name': 'search' }
  const json = {
    timestamp: '2026-11-20T12:00:00Z',
    'http.status': 200,
    'gen_ai.tool.name': 'search',
  }
  expect(accessLine(JSON.stringify(json))).toMatchObject({ at: '2026-11-20T12:00:00Z', fields })
  const text = '2026-11-20T12:00:00Z info request http.status=200 gen_ai.tool.name=search'
  expect(accessLine(text)).toEqual({ at: '2026-11-20T12:00:00Z', text, fields })
})

test.each([
  'mcp.session.id=0123456789abcdef0123456789abcdef',
  'http.path="/sse?sessionId=0123456789abcdef0123456789abcdef"',
  '{"mcp.session.id":"0123456789abcdef0123456789abcdef"}',
  '{"http.path":"/sse?sessionId=0123456789abcdef0123456789abcdef"}',
  'GET /sse?sessionId=0123456789abcdef0123456789abcdef 200',
])('of a session id no more than the beginning is shown: %s', (raw) => {
  const shown = JSON.stringify(accessLine(raw))
  expect(shown).toMatch(/01234567…|••••/)
  expect(shown).not.toContain('012345678')
})

test.each(['', 'no pairs here', '{"half', 'a="unclosed'])('any other line is text: %j', (raw) => {
  expect(accessLine(raw)).toMatchObject({ at: null, text: raw })
})

test('whoever writes into a line decides nothing but what stands there', () => {
  const many = "session=$'$'$' ".repeat(200)
  expect(accessLine(many).text.length).toBeLessThanOrEqual(4_000)
  const deep = `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`
  expect(accessLine(deep)).toMatchObject({ at: null, fields: {} })
})
