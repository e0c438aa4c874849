import { describe, expect, it } from 'vitest'

import { findingsOf } from './findings.ts'
import { itemOf, subjectOf } from './subject.ts'
import { worldOf } from './world.ts'

const asked = ['search', 'list_products'].map((name) => ({
  listed: `kb_${name}`,
  item: itemOf(name, 'kb'),
}))
const world = worldOf(
  [
    subjectOf({ sub: 'alice', groups: ['field-fte'], level: 3, realm_access: { roles: ['x'] } }),
    subjectOf({ sub: 'bob', groups: [], org: 'solo.io', level: 'high' }),
  ],
  asked,
)
const find = (text: string) =>
  findingsOf(text, world).map(({ severity, range, message }) => [
    severity,
    text.slice(...range),
    message,
  ])

describe('what is said of a rule', () => {
  it.each([
    'jwt.groups.exists(g, g == "field-fte") && mcp.tool.name in ["search"]',
    '"field-fte" in jwt.groups || jwt.groups.contains("field-fte")',
    'has(jwt.nothing) && jwt.org == "solo.io"',
    'jwt.level == 3 || jwt.level == "high"',
    'jwt.realm_access.roles.exists(r, r == "x") && mcp.tool.target == "kb"',
    'request.headers["x"] == "y" && source.address != "" && jwt.sub.matches("^a")',
    'mcp.prompt.name == "hello"',
  ])('nothing, where it is sound: %s', (text) => {
    expect(find(text)).toEqual([])
  })

  it.each([
    ['jwt.sub =', '=', 'fault'],
    ['jwt.sub == ', ' ', 'fault'],
    ['jwt.sub == "x', '"x', 'fault'],
    ['jwt.sub == "b" && jwt.grups == ["x"]', 'grups', 'never'],
    ['jwt.sub == "b" || jwt.groups == "field-fte"', 'jwt.groups == "field-fte"', 'never'],
    ['user.name == "x"', 'user', 'never'],
    ['mcp.tool.arguments.product == "x"', 'arguments', 'never'],
    ['mcp.methodName == "tools/call"', 'methodName', 'never'],
    ['mcp.sessionId != ""', 'sessionId', 'never'],
    ['mcp.tools.name == "x"', 'tools', 'never'],
    ['jwt.groups.startsWith("x")', 'jwt.groups.startsWith("x")', 'never'],
    ['"x" in jwt.sub', '"x" in jwt.sub', 'never'],
    ['jwt.groups', 'jwt.groups', 'never'],
    ['nobody(jwt.sub)', 'nobody(jwt.sub)', 'never'],
    ['base64.encode("x") == "y"', 'base64.encode("x")', 'note'],
    ['jwt.groups != "x"', 'jwt.groups != "x"', 'note'],
    ['mcp.tool.name == "serch"', '"serch"', 'note'],
    ['mcp.tool.name in ["search", "nope"]', '"nope"', 'note'],
    ['mcp.tool.target == "other"', '"other"', 'note'],
    ['mcp.tool.name == "kb_search"', '"kb_search"', 'never'],
  ])('of %s at %s: %s', (text, place, severity) => {
    expect(find(text)).toEqual([[severity, place, expect.any(String)]])
  })

  it('says what to write instead, where that is plain', () => {
    expect(find('jwt.groups == "x"')[0]?.[2]).toContain('Write "…" in jwt.groups.')
    expect(find('mcp.tool.name == "kb_search"')[0]?.[2]).toContain('search')
    expect(find('jwt.grups == 1')[0]?.[2]).toBe('No persona at hand has the claim grups.')
  })

  it('says nothing of claims while none were seen', () => {
    expect(findingsOf('jwt.grups == "x"', worldOf([subjectOf(undefined)], asked))).toEqual([])
  })

  it('finds each of several faults in its own clause', () => {
    expect(find('jwt.a == 1 || jwt.b == 2').map(([, place]) => place)).toEqual(['a', 'b'])
  })
})
