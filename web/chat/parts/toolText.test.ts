import { expect, test } from 'vitest'

import { toolOf } from './testing.ts'
import { callJson, readable, saidBy, saySize, shownAtMost, summaryOf } from './toolText.ts'

test('folded arguments are one line of JSON, and none where there are none', () => {
  expect(summaryOf('{\n  "kind": "TrafficPolicy"\n}')).toBe('{"kind":"TrafficPolicy"}')
  expect(summaryOf('{}')).toBe('')
})

test('arguments that are still coming are shown as far as they are', () => {
  expect(summaryOf('{"kind":\n "Traf')).toBe('{"kind": "Traf')
})

test('a line of arguments that goes on says so', () => {
  const line = summaryOf(JSON.stringify({ note: 'x'.repeat(400) }))
  expect(line).toHaveLength(200)
  expect(line).toMatch(/x…$/)
  expect(summaryOf('x'.repeat(300_000))).toMatch(/^x{199}…$/)
})

test('a result of MCP is read as what the tool said', () => {
  const result = {
    content: [
      { type: 'text', text: 'one' },
      { type: 'text', text: 'two' },
    ],
  }
  expect(readable(JSON.stringify(result))).toEqual({ shown: 'one\ntwo', cut: 0 })
})

test('the same words are the same, whatever a runtime wraps them in', () => {
  const mcp = JSON.stringify({ content: [{ type: 'text', text: 'one' }], isError: false })
  const converse = JSON.stringify([{ text: 'one' }])
  expect(saidBy(mcp)).toBe('one')
  expect(saidBy(converse)).toBe('one')
  expect(saidBy('one')).toBe('one')
})

test('a result with anything but text stays JSON, so that nothing is left out', () => {
  const result = {
    content: [
      { type: 'text', text: 'one' },
      { type: 'image', data: 'AA==' },
    ],
  }
  expect(readable(JSON.stringify(result)).shown).toBe(JSON.stringify(result, null, 2))
})

test('text that is no JSON stays as it came, markup included', () => {
  expect(readable('<script>alert(1)</script>').shown).toBe('<script>alert(1)</script>')
})

test('a megabyte is cut, and the rest is counted', () => {
  const { shown, cut } = readable('x'.repeat(1_000_000))
  expect(shown).toHaveLength(shownAtMost)
  expect(cut).toBe(1_000_000 - shownAtMost)
})

test('a call as JSON holds arguments and result as values', () => {
  const tool = toolOf('search', { id: 'c1', args: '{"q":"x"}', result: '[1]', ms: 12 })
  expect(JSON.parse(callJson(tool))).toEqual({
    id: 'c1',
    name: 'search',
    arguments: { q: 'x' },
    state: 'done',
    result: [1],
    ms: 12,
  })
})

test('a call without a result says so by leaving it out', () => {
  const { result, ...tool } = toolOf('search', { state: 'unanswered' })
  expect(result).toBe('found')
  expect(JSON.parse(callJson(tool))).not.toHaveProperty('result')
})

test('sizes are counted in bytes of UTF-8', () => {
  expect(saySize('ä')).toBe('2 B')
  expect(saySize('x'.repeat(4_200))).toBe('4.2 kB')
  expect(saySize('x'.repeat(1_000_000))).toBe('1.0 MB')
})
