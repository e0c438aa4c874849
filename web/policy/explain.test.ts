import { describe, expect, it } from 'vitest'

import type { CallView, PolicyRule, PolicyView, TraceView } from '#bff'

import { compareTrace, explain, observedOf } from './explain.ts'
import { sayDecision } from './sayDecision.ts'

const rule = (expression: string, action: PolicyRule['action'] = 'allow'): PolicyRule => ({
  action,
  expression,
  from: 'EnterpriseAgentgatewayPolicy kagent/mcp-tool-rbac',
  scope: 'tools',
})
const fte = 'jwt.groups.exists(g, g == "field-fte")'
const trial =
  'jwt.groups.exists(g, g == "field-trial") && mcp.tool.name in ["search", "list_products"]'
const policy: PolicyView = {
  known: true,
  engine: 'cel',
  rules: [rule(fte), rule(trial)],
  claimRules: [],
  withoutRules: 'allow',
  naming: { separator: '_', targets: [{ target: 'solo-kb', prefix: '' }] },
  decidingClaims: ['groups'],
}
const trace = (result: TraceView['result'], matched: boolean): TraceView => ({
  result,
  rules: [
    { expression: fte, mode: 'allow', matched: false },
    { expression: ` ${trial}\n`, mode: 'allow', matched },
  ],
  steps: [],
})
const bob = { sub: 'bob', groups: ['field-trial'] }

describe('an explanation', () => {
  const said = explain(policy, bob, 'get_product_info')

  it('names the rules that decided and says so in a sentence', () => {
    expect(said).toMatchObject({ access: 'refused', by: [0, 1], scope: 'tools' })
    expect(sayDecision(said)).toBe('Refused, because none of the 2 allow rules is true.')
    expect(sayDecision(explain(policy, bob, 'search'))).toBe('Allowed, because rule 2 is true.')
  })

  it('holds every clause with its place, its truth and the values it saw', () => {
    expect(said.rules[1]?.clauses).toEqual([
      {
        text: 'jwt.groups.exists(g, g == "field-trial")',
        range: [0, 40],
        truth: { is: 'true' },
        saw: [{ path: 'jwt.groups', value: ['field-trial'] }],
      },
      {
        text: 'mcp.tool.name in ["search", "list_products"]',
        range: [44, 88],
        truth: { is: 'false' },
        saw: [{ path: 'mcp.tool.name', value: 'get_product_info' }],
      },
    ])
  })

  it('shows a claim that is missing, and the error that comes of it', () => {
    const [clause] = explain(policy, { sub: 'dave' }, 'search').rules[0]?.clauses ?? []
    expect(clause).toMatchObject({
      truth: { is: 'error', code: 'no_such_key' },
      saw: [{ path: 'jwt.groups', value: undefined }],
    })
  })

  it('asks for the upstream’s own name where the gateway puts a prefix in front', () => {
    const naming = { separator: '_', targets: [{ target: 'kb', prefix: 'kb' }] }
    expect(explain({ ...policy, naming }, bob, 'kb_search').access).toBe('allowed')
    const prefixed = { ...policy, naming, rules: [rule('mcp.tool.name == "kb_search"')] }
    expect(explain(prefixed, bob, 'kb_search').access).toBe('refused')
  })

  it('of claim rules tells what each one found', () => {
    const claimRules = [{ claim: 'sub', value: 'me', tool: 'a:b', from: 'MCPAuthPolicy x/y' }]
    const proxy: PolicyView = { ...policy, engine: 'claims', claimRules, withoutRules: 'deny' }
    expect(explain(proxy, bob, 'a:b').claimRules).toMatchObject([{ matched: false, value: 'bob' }])
    expect(sayDecision(explain(proxy, { sub: 'me' }, 'a:b'))).toBe(
      'Allowed, because rule 1 is met.',
    )
    expect(sayDecision(explain({ ...proxy, claimRules: [] }, bob, 'a:b'))).toContain('no rule')
  })
})

describe('what a call shows of the rules', () => {
  it.each([
    ['refused', 'gateway', 'refused'],
    ['allowed', 'upstream', 'allowed'],
    ['failed', 'upstream', 'allowed'],
    ['invalid', 'upstream', 'allowed'],
    ['invalid', 'gateway', undefined],
    ['rejected', 'gateway', undefined],
    ['unreachable', 'nowhere', undefined],
  ] as const)('%s at the %s is %s', (outcome, reached, observed) => {
    // Nothing else of a call is read.
    const call = { verdict: { outcome, reached } } as CallView
    expect(observedOf(call)).toBe(observed)
  })
})

describe('the gateway’s own trace', () => {
  const said = explain(policy, bob, 'get_product_info')
  it('confirms where decision and rules are the same', () => {
    expect(compareTrace(trace('deny', false), said)).toEqual({ says: 'same', result: 'deny' })
  })

  it('contradicts with the rules that differ', () => {
    expect(compareTrace(trace('allow', true), said)).toMatchObject({
      says: 'otherwise',
      rules: [{ matched: true }],
    })
    expect(compareTrace(trace('allow', false), said)).toMatchObject({
      says: 'otherwise',
      rules: [],
    })
  })

  it('says nothing where it names no decision', () => {
    expect(compareTrace({ result: 'unknown', rules: [], steps: [] }, said).says).toBe('nothing')
  })
})
