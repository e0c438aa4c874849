import { expect, test } from 'vitest'

import type { Offered } from './offered.ts'
import { withHidden } from './withHidden.ts'

const item = (kind: Offered['kind'], id: string): Offered => ({
  kind,
  id,
  name: id,
  description: '',
  mimeType: '',
  size: undefined,
  args: [],
})

test('what only others are offered comes after the own, once, as hidden', () => {
  const all = withHidden(
    [item('prompt', 'a')],
    [item('prompt', 'b'), item('prompt', 'a'), item('prompt', 'b')],
  )
  expect(all.map(({ id, hidden }) => [id, hidden])).toEqual([
    ['a', false],
    ['b', true],
  ])
})

test('a resource and a template of the same text are two things', () => {
  const all = withHidden([item('resource', 'x')], [item('template', 'x')])
  expect(all.map(({ kind, hidden }) => [kind, hidden])).toEqual([
    ['resource', false],
    ['template', true],
  ])
})
