import { expect, test } from 'vitest'

import { markdownTable, readTable, sectionsOf } from './markdown.ts'

test('a table that is written can be read back, pipes and all', () => {
  const table = markdownTable(
    ['a', 'b'],
    [
      ['x|y', 'two\nlines'],
      ['', '2'],
    ],
  )
  expect(readTable(`before\n\n${table}\n\nafter`)).toEqual([
    { a: 'x|y', b: 'two lines' },
    { a: '', b: '2' },
  ])
})

test('a pipe that was harmless already stays so', () => {
  expect(markdownTable(['a'], [['x\\|y']])).toContain('| x\\|y |')
})

test('a text without a table has no rows', () => {
  expect(readTable('| not | a table')).toEqual([])
})

test('sections are split at their headings; what is above has none', () => {
  expect(sectionsOf('# Page\n\nintro\n\n## One\n\nfirst\n\n## Two\n\nsecond')).toEqual([
    { heading: '', text: '# Page\n\nintro' },
    { heading: 'One', text: 'first' },
    { heading: 'Two', text: 'second' },
  ])
})
