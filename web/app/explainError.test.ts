import { expect, test } from 'vitest'

import { explain } from './explainError.ts'

test('an unknown address is not a fault and needs no reload', () => {
  expect(explain(null, 404)).toMatchObject({ title: 'There is no such page', reload: false })
})

test.each([
  ['Chromium', 'Failed to fetch dynamically imported module: http://localhost:8787/assets/a.js'],
  ['Firefox', 'error loading dynamically imported module: http://localhost:8787/assets/a.js'],
  ['Safari', 'Importing a module script failed.'],
])('a part that was built away is an update, as %s says it', (_, message) => {
  expect(explain(new TypeError(message), false).title).toBe('The console was updated')
})

test('any other error keeps its message to itself', () => {
  const said = explain(new Error('secret detail at line 3'), false)
  expect(`${said.title} ${said.sentence}`).not.toContain('secret')
  expect(said.reload).toBe(true)
})
