import { describe, expect, it } from 'vitest'

import { predictor } from './predict.ts'
import { itemOf, subjectOf } from './subject.ts'

const listed = 'default/mcp-tool:convert_to_markdown'
const asked = { listed, item: itemOf('convert_to_markdown', 'default/mcp-tool') }
const rule = { claim: 'sub', value: 'me', tool: listed, from: 'MCPAuthPolicy default/mcp-jq-auth' }
const of = (claimRules: (typeof rule)[], withoutRules: 'allow' | 'deny' = 'deny') =>
  predictor({ engine: 'claims', claimRules, withoutRules }, [])

describe('claim rules of mcp-proxy', () => {
  it.each([
    ['the claim and the tool fit', [rule], { sub: 'me' }, 'allowed'],
    ['the rule is for every tool', [{ ...rule, tool: '*' }], { sub: 'me' }, 'allowed'],
    ['the claim says something else', [rule], { sub: 'you' }, 'refused'],
    ['the claim is a list that holds the value', [rule], { sub: ['me'] }, 'refused'],
    [
      'the rule names the tool without its target',
      [{ ...rule, tool: 'convert_to_markdown' }],
      { sub: 'me' },
      'refused',
    ],
    ['any of several rules fits', [{ ...rule, value: 'you' }, rule], { sub: 'me' }, 'allowed'],
  ] as const)('where %s', (_when, rules, claims, access) => {
    expect(of([...rules])(subjectOf(claims), asked).access).toBe(access)
  })

  it('without any of them the gateway’s own default stands', () => {
    expect(of([])(subjectOf({ sub: 'me' }), asked).access).toBe('refused')
    expect(of([], 'allow')(subjectOf(undefined), asked).access).toBe('allowed')
  })

  it('cannot know of claims that nobody has seen', () => {
    expect(of([rule])(subjectOf(undefined), asked).access).toBe('unknown')
  })
})
