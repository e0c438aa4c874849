import { expect, test } from 'vitest'

import { entry } from '../testing.ts'
import { type LogLine, pairUp } from './pairUp.ts'

const line = (at: string | null, fields: Record<string, string>, text = ''): LogLine => ({
  at,
  text,
  fields,
})
const search = { 'gen_ai.tool.name': 'search' }
const noon = '2026-11-20T12:00:00.012Z'
const nobody = () => undefined
const subjects = (persona: string) => `subject-of-${persona}`

test('a line belongs to the call of that tool which ended when it was written', () => {
  const [call, other] = [entry(), entry({ id: '2', tool: 'list_products' })]
  const written = line(noon, search)
  expect([...pairUp([other, call], [written], nobody)]).toEqual([[written, call]])
})

test.each([
  ['too far away', line('2026-11-20T12:00:05Z', search)],
  ['without a time', line(null, search)],
  ['of another tool', line(noon, { 'gen_ai.tool.name': 'arch' })],
  ['of somebody else', line(noon, { ...search, 'jwt.sub': 'subject-of-bob' })],
])('a line %s is nobody’s', (_, written) => {
  expect(pairUp([entry()], [written], subjects).size).toBe(0)
})

test('two who call the same tool at once are told apart by their subject', () => {
  const [alice, bob] = [entry({ id: 'a' }), entry({ id: 'b', persona: 'bob' })]
  const lines = ['bob', 'alice'].map((who) =>
    line(noon, { ...search, 'jwt.sub': `subject-of-${who}` }),
  )
  const pairs = pairUp([alice, bob], lines, subjects)
  expect(lines.map((each) => pairs.get(each)?.id)).toEqual(['b', 'a'])
})

test('each line and each call is taken once, the closest pair first', () => {
  const [early, late] = [entry({ id: 'early' }), entry({ id: 'late', at: noon })]
  const lines = [line('2026-11-20T12:00:00.020Z', search), line('2026-11-20T12:00:00.013Z', search)]
  const pairs = pairUp([late, early], lines, nobody)
  expect(lines.map((each) => pairs.get(each)?.id)).toEqual(['late', 'early'])
})

test.each(['solo-kb_search', 'default/kb:search'])('%s is the tool with its target', (tool) => {
  expect(pairUp([entry({ tool })], [line(noon, search)], nobody).size).toBe(1)
})

test('a line without fields names its tool as a word', () => {
  const call = entry({ tool: 'get_time' })
  expect(pairUp([call], [line(noon, {}, 'call tool="get_time" ok')], nobody).size).toBe(1)
  expect(pairUp([call], [line(noon, {}, 'call tool="get_times" ok')], nobody).size).toBe(0)
})
