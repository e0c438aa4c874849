import { describe, expect, it } from 'vitest'

import { complete } from './complete.ts'
import { itemOf, subjectOf } from './subject.ts'
import { worldOf } from './world.ts'

const world = worldOf(
  [subjectOf({ sub: 'bob', groups: ['field-trial'], 'https://x/y': 1 })],
  ['search', 'list_products'].map((name) => ({ listed: name, item: itemOf(name, 'solo-kb') })),
)
/** Completes at the bar. */
const at = (marked: string) => {
  const caret = marked.indexOf('|')
  const { from, to, options } = complete(marked.replace('|', ''), caret, world)
  return { from, to, inserts: options.map(({ insert }) => insert) }
}

describe('completion', () => {
  it('offers the claims of the personas behind jwt.', () => {
    const { from, to, inserts } = at('true && jwt.|')
    expect([from, to]).toEqual([8, 12])
    expect(inserts).toEqual(['jwt.groups', 'jwt.sub'])
    expect(at('jwt.gr|').inserts).toEqual(['jwt.groups'])
  })

  it('writes a claim that is no name in brackets', () => {
    expect(at('jwt|').inserts).toContain('jwt["https://x/y"]')
  })

  it('offers name and target behind mcp.tool.', () => {
    expect(at('mcp.tool.|').inserts).toEqual(['mcp.tool.name', 'mcp.tool.target'])
  })

  it('offers tools inside quotes', () => {
    expect(at('mcp.tool.name in ["search", "li|"]').inserts).toEqual(['list_products'])
    expect(at('mcp.tool.name == "|"').inserts).toEqual(['search', 'list_products'])
  })

  it('offers targets and values of claims inside quotes that follow them', () => {
    expect(at('mcp.tool.target == "|').inserts).toEqual(['solo-kb'])
    expect(at('jwt.groups.exists(g, g == "|")').inserts).toEqual(['field-trial'])
  })

  it('offers what a value can be asked', () => {
    expect(at('jwt.groups.ex|').inserts).toEqual(['jwt.groups.exists(x, x == "")'])
  })

  it('offers nothing for what is already whole', () => {
    expect(at('mcp.tool.target|').inserts).toEqual([])
  })
})
