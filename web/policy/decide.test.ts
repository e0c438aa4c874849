import { describe, expect, it } from 'vitest'

import type { PolicyRule } from '#bff'

import { decide } from './decide.ts'
import { readyRules } from './predict.ts'
import { itemOf, subjectOf } from './subject.ts'

type Short = Partial<Record<PolicyRule['action'], string[]>>

const rulesOf = (short: Short, scope: PolicyRule['scope'] = 'tools'): PolicyRule[] =>
  (['deny', 'require', 'allow'] as const).flatMap((action) =>
    (short[action] ?? []).map((expression) => ({ action, expression, from: 'test', scope })),
  )
const ask = (rules: PolicyRule[], claims: Record<string, unknown> | undefined = { sub: 'bob' }) =>
  decide(readyRules(rules), subjectOf(claims), itemOf('search', 'kb'))

const error = 'jwt.missing == 1'
const unknown = 'request.path == "/"'

const table: [string, Short, string, number[]][] = [
  ['no rules', {}, 'allowed', []],
  ['an allow that is true', { allow: ['false', 'true'] }, 'allowed', [1]],
  ['only allows that are false', { allow: ['false', 'false'] }, 'refused', [0, 1]],
  ['an allow that fails', { allow: [error] }, 'refused', [0]],
  ['a deny that is true', { deny: ['false', 'true'] }, 'refused', [1]],
  ['a deny that is true beside a true allow', { deny: ['true'], allow: ['true'] }, 'refused', [0]],
  ['only denies that are false', { deny: ['false'] }, 'allowed', []],
  ['a deny that fails and so does not deny', { deny: [error] }, 'allowed', []],
  ['requires that are all true', { require: ['true', 'true'] }, 'allowed', [0, 1]],
  ['a require that is false', { require: ['true', 'false'] }, 'refused', [1]],
  ['a require that fails', { require: [error] }, 'refused', [0]],
  ['a false require beside a true allow', { require: ['false'], allow: ['true'] }, 'refused', [0]],
  ['a true require beside a false allow', { require: ['true'], allow: ['false'] }, 'refused', [1]],
  ['an allow that cannot be known', { allow: ['false', unknown] }, 'unknown', [1]],
  ['an unknown allow beside a true one', { allow: [unknown, 'true'] }, 'allowed', [1]],
  ['an unknown deny', { deny: [unknown], allow: ['true'] }, 'unknown', [0]],
  ['an unknown deny where nothing allows', { deny: [unknown], allow: ['false'] }, 'refused', [1]],
  ['a rule that is no expression', { allow: ['jwt.'] }, 'unknown', [0]],
]

describe('the decision', () => {
  it.each(table)('with %s', (_when, short, access, by) => {
    expect(ask(rulesOf(short))).toMatchObject({ access, by })
  })

  it('asks the rules of the request first, without a tool', () => {
    const request = rulesOf({ allow: ['jwt.sub == "eve"'] }, 'request')
    const tools = rulesOf({ allow: ['true'] })
    expect(ask([...request, ...tools])).toMatchObject({ access: 'refused', scope: 'request' })
    expect(ask([...rulesOf({ allow: ['true'] }, 'request'), ...tools])).toMatchObject({
      access: 'allowed',
      scope: 'tools',
      by: [1],
    })
    expect(ask(rulesOf({ allow: ['jwt.sub == "bob"'] }, 'request'))).toMatchObject({
      access: 'allowed',
      scope: 'request',
      by: [0],
    })
    const ofTool = rulesOf({ allow: ['mcp.tool.name == "search"'] }, 'request')
    expect(ask(ofTool)).toMatchObject({ access: 'refused', scope: 'request' })
  })

  it('knows nothing of claims that nobody has seen', () => {
    const rules = rulesOf({ allow: ['jwt.sub == "bob"'] })
    expect(decide(readyRules(rules), subjectOf(undefined), itemOf('x', 'kb')).access).toBe(
      'unknown',
    )
  })
})
