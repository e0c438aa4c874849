import { describe, expect, it } from 'vitest'

import type { PolicyRule } from '#bff'

import { readyRules } from '../../policy/predict.ts'
import { itemOf, subjectOf } from '../../policy/subject.ts'
import { draftOf, newRule, sameRules } from './draft.ts'
import { everTrue, predictAll } from './matrix.ts'

const rule = (expression: string, action: PolicyRule['action'] = 'allow'): PolicyRule => ({
  action,
  expression,
  from: 'EnterpriseAgentgatewayPolicy kagent/mcp-tool-rbac',
  scope: 'tools',
})
const rules = [
  rule('jwt.groups.exists(g, g == "field-fte")'),
  rule('jwt.groups.exists(g, g == "field-trial") && mcp.tool.name == "search"'),
]
const policy: Parameters<typeof predictAll>[0] = {
  engine: 'cel',
  claimRules: [],
  withoutRules: 'allow',
}
const subjects = [{ groups: ['field-fte'] }, { groups: ['field-trial'] }, {}, undefined].map(
  subjectOf,
)
const asked = ['search', 'get_versions'].map((name) => ({ listed: name, item: itemOf(name, 'kb') }))

const ever = (text: string, who = subjects.slice(0, 3)) =>
  readyRules([rule(text)]).map((ready) => everTrue(ready, who, asked))[0]

describe('the matrix', () => {
  it('has a row for each tool and a cell for each persona', () => {
    expect(predictAll(policy, readyRules(rules), subjects, asked)).toEqual([
      ['allowed', 'allowed', 'refused', 'unknown'],
      ['allowed', 'refused', 'refused', 'unknown'],
    ])
  })

  it('leaves the depth of stack traces as it was', () => {
    const depth = Error.stackTraceLimit
    predictAll(policy, readyRules(rules), subjects, asked)
    expect(Error.stackTraceLimit).toBe(depth)
  })
})

describe('a rule', () => {
  it('is called out where nobody at hand can make it true', () => {
    expect(ever('jwt.groups == "field-fte"')).toBe(false)
    expect(ever('mcp.tool.name == "get_versions"')).toBe(true)
  })

  it('is not called out where something is not known, or it is no expression', () => {
    expect(ever('jwt.sub == "x"', subjects)).toBeUndefined()
    expect(ever('jwt.')).toBeUndefined()
  })
})

describe('a draft', () => {
  const { rules: drafted } = draftOf({ rules, claimRules: [] })

  it('says the same as what it began as, in any order', () => {
    expect(sameRules(drafted.toReversed(), rules)).toBe(true)
    expect(sameRules([...drafted, newRule(drafted)], rules)).toBe(false)
  })

  it('puts a new rule into the object of the last one', () => {
    expect(newRule(drafted)).toMatchObject({ from: rules[0]?.from, scope: 'tools' })
  })

  it('tells two rules of the same text apart', () => {
    const { rules: twins } = draftOf({ rules: [rule('true'), rule('true')], claimRules: [] })
    expect(twins[0]?.id).not.toBe(twins[1]?.id)
  })
})
