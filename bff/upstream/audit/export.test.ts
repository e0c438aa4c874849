import { expect, test } from 'vitest'

import { auditEntry } from '../../testing/audit.ts'
import { fileOf } from './export.ts'

const csvOf = (...over: Parameters<typeof auditEntry>[0][]) =>
  [...fileOf(over.map(auditEntry), 'csv')].join('').split('\r\n')

test('a CSV file has a head, a line for each entry and CRLF after each', () => {
  expect(csvOf({ code: -32602, session: 'abc…' })).toEqual([
    'at,operator,operator_subject,persona,gateway,tool,verdict,outcome,listed,code,message,status,ms,session,exchange,id',
    '2026-11-20T12:00:00.000Z,Pat Presenter,presenter,alice,kb,search,"listed, allowed",allowed,listed,-32602,,200,12,abc…,,1',
    '',
  ])
})

test('separators, quotes and line breaks stay within their field', () => {
  const [, line] = csvOf({ tool: 'a "b", c\nd' })
  expect(line).toContain(',"a ""b"", c\nd",')
})

test.each([
  ['=HYPERLINK("http://evil.example")', `"'=HYPERLINK(""http://evil.example"")"`],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  [' =1', "' =1"],
  ['\r=1', '"\'\r=1"'],
  ['＝1', "'＝1"],
  ['a=1', 'a=1'],
])('a spreadsheet shows a tool named %j and does not calculate it', (tool, cell) => {
  const [, ...lines] = csvOf({ tool })
  expect(lines.join('\r\n')).toContain(`,kb,${cell},`)
})

test('a JSON file is one array, also of nothing', () => {
  const two = [auditEntry({ id: '1' }), auditEntry({ id: '2' })]
  expect(JSON.parse([...fileOf(two, 'json')].join(''))).toEqual(two)
  expect(JSON.parse([...fileOf([], 'json')].join(''))).toEqual([])
})
