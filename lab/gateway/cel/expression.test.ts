import { describe, expect, it } from 'vitest'

import { CelFault, compile } from './expression.ts'
import { toCel } from './values.ts'

const context = {
  jwt: toCel({
    sub: 'bob',
    groups: ['field-trial'],
    level: 2,
    ratio: 0.5,
    admin: true,
    nested: { team: 'a' },
    none: null,
    attack: `${'a'.repeat(28)}!`,
  }),
  mcp: { tool: { name: 'search', target: 'solo-kb' } },
  request: { headers: { 'x-agent': 'a1' }, method: 'POST' },
}

const table: [string, boolean][] = [
  [
    'jwt.groups.exists(g, g == "field-trial") && mcp.tool.name in ["search", "list_products"]',
    true,
  ],
  ['jwt.groups.exists(g, g == "field-fte")', false],
  ['"field-trial" in jwt.groups', true],
  ['jwt.groups.contains("field-trial")', true],
  ['jwt.groups.contains("field")', false],
  ['jwt.sub.contains("o")', true],
  ['jwt.sub.startsWith("bo") && !jwt.sub.endsWith("x")', true],
  ['has(jwt.org) && jwt.org == "solo.io"', false],
  ['!has(jwt.org)', true],
  ['jwt.level + 1 == 3', true],
  ['jwt.level in [1, 2]', true],
  ['jwt.ratio == 0.5', true],
  ['jwt.nested.team == "a"', true],
  ['jwt.?org.orValue("") == ""', true],
  ['request.headers["x-agent"] == "a1" && request.method == "POST"', true],
  // A missing claim is an error, and an error is false, unless the other side decides.
  ['jwt.org == "solo.io"', false],
  ['!(jwt.org == "solo.io")', false],
  ['jwt.org == "solo.io" || jwt.sub == "bob"', true],
  ['jwt.org == "solo.io" && jwt.sub == "eve"', false],
  ['jwt.none.exists(g, g == "x")', false],
  ['jwt.sub.exists(g, g == "x")', false],
  // Absent at authorization time in the real gateway, so never true.
  ['mcp.tool.arguments.product == "kgateway"', false],
  ['mcp.methodName == "tools/call"', false],
  ['mcp.sessionId == "x"', false],
  ['has(mcp.tool.arguments)', false],
  ['apiKey.team == "a"', false],
  // A value that is not a boolean is false.
  ['jwt.sub', false],
  ['1', false],
  ['jwt.admin', true],
  // Not reachable through the prototype.
  ['jwt.constructor.name == "Object"', false],
  ['has(jwt.__proto__)', false],
]

describe('a rule', () => {
  it.each(table)('%s is %s for bob', (text, expected) => {
    expect(compile(text).test(context)).toBe(expected)
  })

  it('is false without a token, whatever it asks of one', () => {
    expect(compile('jwt.groups.exists(g, g == "field-fte")').test({})).toBe(false)
  })
})

describe('matches', () => {
  // JavaScript's engine would answer true; RE2 has no back-references and refuses.
  const backReference = { ...context, request: { pattern: String.raw`(b)o\1` } }

  it.each([
    'jwt.sub.matches(request.pattern)',
    '[jwt.sub].exists(s, s.matches(request.pattern))',
    'jwt.groups.all(g, jwt.sub.matches(request.pattern))',
    '[jwt.sub].filter(s, s.matches(request.pattern)).size() > 0',
    '[jwt.sub].map(s, s.matches(request.pattern))[0]',
    'true ? jwt.sub.matches(request.pattern) : false',
    '{"k": jwt.sub.matches(request.pattern)}["k"]',
    '[jwt.sub.matches(request.pattern)][0]',
  ])('%s is decided by RE2', (text) => {
    const rule = compile(text)
    expect(rule.test(backReference)).toBe(false)
    expect(rule.test({ ...context, request: { pattern: '^b.b$' } })).toBe(true)
  })

  it('refuses a literal that RE2 cannot run', () => {
    expect(() => compile(String.raw`jwt.sub.matches("(b)o\\1")`)).toThrow(CelFault)
  })

  it('answers a pattern that backtracks without end elsewhere', () => {
    expect(compile('jwt.attack.matches("^(a+)+$")').test(context)).toBe(false)
    expect(compile('jwt.attack.matches("^(a+)+!$")').test(context)).toBe(true)
  })

  it.each([
    '^(a+)+$',
    '(a|a)*b',
    '(x+x+)+y|(a+a+)+b',
    '(?:a?){500}(?:a?){500}b',
    '(.*)(.*)(.*)(.*)b',
  ])('answers %s, out of a claim, in no time', (pattern) => {
    const jwt = { text: `${'a'.repeat(10_000)}!`, pattern }
    const began = performance.now()
    expect(compile('jwt.text.matches(jwt.pattern)').test({ jwt })).toBe(false)
    expect(performance.now() - began).toBeLessThan(2000)
  })

  it('refuses a pattern that would grow without end when compiled', () => {
    const jwt = { pattern: '((a{1,100}){1,100}){1,100}' }
    expect(compile('"a".matches(jwt.pattern)').attempt({ jwt })).toEqual({
      error: expect.stringContaining('invalid repeat count'),
    })
  })

  it('finds anywhere, as CEL says', () => {
    expect(compile('jwt.sub.matches("o")').test(context)).toBe(true)
    expect(compile('jwt.sub.matches("^o")').test(context)).toBe(false)
  })
})

describe('a fault', () => {
  it.each([
    ['jwt.sub ==', 10],
    ['jwt.sub = "x"', 8],
    ['base64.encode("x") == "y"', 0],
    ['"a" + 1 == "b"', 0],
  ])('of %s is found when compiled, at offset %d', (text, at) => {
    expect(() => compile(text)).toThrow(expect.objectContaining({ at }))
  })

  it('speaks of matches by its own name', () => {
    expect(() => compile('1.matches("x")')).toThrow(/\bmatches\b/)
  })
})
