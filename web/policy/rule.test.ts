import { beforeAll, describe, expect, it } from 'vitest'

import { CelFault } from './cel.ts'
import { loadMatches } from './matches.ts'
import { compileRule } from './rule.ts'
import { itemOf, subjectOf } from './subject.ts'

const bob = subjectOf({
  sub: 'bob',
  groups: ['field-trial'],
  level: 2,
  ratio: 0.5,
  admin: true,
  nested: { team: 'a' },
  none: null,
  attack: `${'a'.repeat(28)}!`,
})
const search = itemOf('search', 'solo-kb')
const test = (text: string, subject = bob, item = search) =>
  compileRule(text).test(subject, item).is

beforeAll(loadMatches)

const table: [string, string][] = [
  // The two rules of the seed.
  ['jwt.groups.exists(g, g == "field-fte")', 'false'],
  [
    'jwt.groups.exists(g, g == "field-trial") && mcp.tool.name in ["search", "list_products"]',
    'true',
  ],
  ['"field-trial" in jwt.groups', 'true'],
  // Not CEL, but agentgateway: contains on a list.
  ['jwt.groups.contains("field-trial")', 'true'],
  ['jwt.groups.contains("field")', 'false'],
  ['jwt.sub.startsWith("bo") && !jwt.sub.endsWith("x")', 'true'],
  ['has(jwt.org) && jwt.org == "solo.io"', 'false'],
  ['jwt.level + 1 == 3', 'true'],
  ['jwt.level in [1, 2]', 'true'],
  ['jwt.ratio == 0.5', 'true'],
  ['jwt.nested.team == "a"', 'true'],
  ['jwt.?org.orValue("") == ""', 'true'],
  // A missing claim is an error, which the other side may absorb.
  ['jwt.org == "solo.io"', 'error'],
  ['!(jwt.org == "solo.io")', 'error'],
  ['jwt.org == "solo.io" || jwt.sub == "bob"', 'true'],
  ['jwt.org == "solo.io" && jwt.sub == "eve"', 'false'],
  ['jwt.org == "solo.io" && jwt.sub == "bob"', 'error'],
  ['jwt.none.exists(g, g == "x")', 'error'],
  ['jwt.sub.exists(g, g == "x")', 'error'],
  // A fault that any value would cause stays within its clause.
  ['("a" + 1 == "b") || jwt.sub == "bob"', 'true'],
  // Absent when the gateway decides.
  ['mcp.tool.arguments.product == "kgateway"', 'error'],
  ['mcp.methodName == "tools/call"', 'error'],
  ['mcp.sessionId != ""', 'error'],
  // Not booleans.
  ['jwt.sub', 'error'],
  ['1', 'error'],
  ['jwt.admin', 'true'],
  // Not reachable through the prototype.
  ['jwt.constructor.name == "Object"', 'error'],
  ['has(jwt.__proto__)', 'false'],
  // Known only to the gateway.
  ['request.headers["x-agent"] == "a1"', 'unknown'],
  ['request.path == "/mcp" || jwt.sub == "bob"', 'true'],
  ['base64.encode(jwt.sub) == "Ym9i"', 'unknown'],
  ['nobody(jwt.sub)', 'unknown'],
  // A parenthesised operand, whose range leaves out what is around it.
  ['(jwt.level + 1) * 2 == 6', 'true'],
]

describe('a rule', () => {
  it.each(table)('%s is %s for bob and search', (text, expected) => {
    expect(test(text)).toBe(expected)
  })

  it('is unknown about claims until a token was seen, unless the tool decides', () => {
    const nobody = subjectOf(undefined)
    expect(test('jwt.sub == "bob"', nobody)).toBe('unknown')
    expect(test('jwt.sub == "bob" && mcp.tool.name == "other"', nobody)).toBe('false')
  })

  it('is unknown about a target that nothing tells', () => {
    expect(test('mcp.tool.target == "solo-kb"')).toBe('true')
    expect(test('mcp.tool.target == "solo-kb"', bob, itemOf('search', undefined))).toBe('unknown')
  })

  it('answers anew for another persona and another tool', () => {
    const rule = compileRule('jwt.sub == "bob" && mcp.tool.name == "search"')
    expect(rule.test(bob, search).is).toBe('true')
    expect(rule.test(subjectOf({ sub: 'alice' }), search).is).toBe('false')
    expect(rule.test(bob, itemOf('list_products', 'solo-kb')).is).toBe('false')
  })

  it('fails for each tool where a claim is missing, unless it can do without', () => {
    const other = itemOf('other', 'solo-kb')
    const strict = compileRule('mcp.tool.name in jwt.tools')
    expect([search, other].map((item) => strict.test(bob, item).is)).toEqual(['error', 'error'])
    const lenient = compileRule('mcp.tool.name == "search" ? true : mcp.tool.name in jwt.tools')
    expect([search, other].map((item) => lenient.test(bob, item).is)).toEqual(['true', 'error'])
    const optional = compileRule('jwt.?tools.orValue([]).contains(mcp.tool.name)')
    expect(optional.test(bob, search).is).toBe('false')
    const has = compileRule('has(jwt.tools) == (mcp.tool.name == "other")')
    expect([search, other].map((item) => has.test(bob, item).is)).toEqual(['true', 'false'])
  })

  it('says where its clauses stand and what they read', () => {
    const text = 'jwt.groups.exists(g, g == "x") && (mcp.tool.name in ["a"] || !has(jwt.org))'
    const { op, parts } = compileRule(text)
    expect(op).toBe('&&')
    expect(parts.map(({ range }) => text.slice(...range))).toEqual([
      'jwt.groups.exists(g, g == "x")',
      'mcp.tool.name in ["a"] || !has(jwt.org)',
    ])
    expect(parts[0]?.reads).toEqual([['jwt', 'groups']])
    expect(parts[1]?.parts.map((part) => part.reads)).toEqual([
      [['mcp', 'tool', 'name']],
      [['jwt', 'org']],
    ])
  })

  it('names the place of an error within its own text', () => {
    const text = 'jwt.sub == "bob" && jwt.orgs == "x"'
    expect(compileRule(text).test(bob, search)).toMatchObject({
      is: 'error',
      code: 'no_such_key',
      range: [24, 28],
    })
  })

  it.each([
    ['jwt.sub ==', 10],
    ['jwt.sub = "x"', 8],
    ['', 0],
  ])('that is no expression (%s) is a fault at %d', (text, at) => {
    expect(() => compileRule(text)).toThrow(CelFault)
    expect(() => compileRule(text)).toThrow(
      expect.objectContaining({ range: expect.arrayContaining([at]) }),
    )
  })
})

describe('matches', () => {
  it('finds anywhere, as RE2 does', () => {
    expect(test('jwt.sub.matches("o")')).toBe('true')
    expect(test('jwt.sub.matches("^o")')).toBe('false')
  })

  it('answers a pattern that backtracks without end elsewhere', () => {
    expect(test('jwt.attack.matches("^(a+)+$")')).toBe('false')
    expect(test('[jwt.attack].exists(a, a.matches("^(a+)+!$"))')).toBe('true')
  })

  it('refuses a literal that RE2 cannot run', () => {
    expect(() => compileRule(String.raw`jwt.sub.matches("(b)o\\1")`)).toThrow(CelFault)
  })
})
