import { describe, expect, it } from 'vitest'

import { compileRule } from './rule.ts'
import { itemOf, subjectOf } from './subject.ts'

const item = itemOf('search', 'kb')
const test = (text: string) => compileRule(text).test(subjectOf({ n: 5, sub: 'bob' }), item).is

describe('a clause with parentheses', () => {
  it.each([
    // Without the right ones each of these would mean something else.
    ['jwt.n - (3 - 1) == 3', 'true'],
    ['(jwt.n - 3) * 2 == 4', 'true'],
    ['true == (jwt.sub == "bob")', 'true'],
    ['((jwt.n)) == ((2 + 3))', 'true'],
    ['jwt.sub in (jwt.n > 3 ? ["bob"] : ["eve"])', 'true'],
    ['!(jwt.n - (3 - 1) == 3) || (true == (jwt.sub == "eve"))', 'false'],
    ['(")" + jwt.sub) == (")bob")', 'true'],
    ['(jwt.sub) == ("(b" + "ob").substring(1)', 'true'],
  ])('means what it means as a whole: %s', (text, expected) => {
    expect(test(text)).toBe(expected)
  })

  it('stands where its own parentheses do', () => {
    const text = 'jwt.n == 1 || (jwt.n - 3) * (2) == 4'
    expect(compileRule(text).parts.map(({ range }) => text.slice(...range))).toEqual([
      'jwt.n == 1',
      '(jwt.n - 3) * (2) == 4',
    ])
  })
})
