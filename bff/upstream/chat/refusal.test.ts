import { expect, test } from 'vitest'

import { shortened } from './refusal.ts'

test.each(['a.', 'a-', 'a+', 'a://', 'Bearer ', 'eyJ'])(
  'a megabyte of "%s" from a runtime does not hold up anybody else',
  (piece) => {
    const before = performance.now()
    shortened(piece.repeat(1_000_000 / piece.length))
    expect(performance.now() - before).toBeLessThan(500)
  },
)

test("a runtime's text loses user information and tokens, wherever in it they stand", () => {
  const text = shortened(`${'so '.repeat(150)}http://me:pass@host/x Bearer eyJhbGci.eyJzdWIi.c2ln`)
  expect(text).toContain('http://host/x Bearer ••••')
  expect(text).not.toContain('pass')
})
