import { describe, expect, it } from 'vitest'

import { compile } from './expression.ts'
import { decide, mergeRules, noRules, type RuleSet } from './rules.ts'

const set = (rules: Partial<Record<keyof RuleSet, string[]>>): RuleSet => ({
  ...noRules,
  ...Object.fromEntries(Object.entries(rules).map(([mode, texts]) => [mode, texts.map(compile)])),
})
const error = 'jwt.missing == 1'

const table: [string, Parameters<typeof set>[0], boolean][] = [
  ['no rules', {}, true],
  ['an allow that is true', { allow: ['false', 'true'] }, true],
  ['only allows that are false', { allow: ['false', 'false'] }, false],
  ['an allow that fails', { allow: [error] }, false],
  ['a deny that is true', { deny: ['false', 'true'] }, false],
  ['a deny that is true beside a true allow', { deny: ['true'], allow: ['true'] }, false],
  ['only denies that are false', { deny: ['false'] }, true],
  ['a deny that fails and so does not deny', { deny: [error] }, true],
  ['requires that are all true', { require: ['true', 'true'] }, true],
  ['a require that is false', { require: ['true', 'false'] }, false],
  ['a require that fails', { require: [error] }, false],
  ['a false require beside a true allow', { require: ['false'], allow: ['true'] }, false],
  ['a true require beside a false allow', { require: ['true'], allow: ['false'] }, false],
]

describe('the decision', () => {
  it.each(table)('with %s', (_when, rules, allowed) => {
    expect(decide(set(rules), {}).allowed).toBe(allowed)
  })

  it('reports every rule with what it came to', () => {
    expect(decide(set({ allow: ['true'], deny: ['false'] }), {}).outcomes).toEqual([
      { name: 'false', matched: false, mode: 'deny' },
      { name: 'true', matched: true, mode: 'allow' },
    ])
  })

  it('of several policies lets one’s deny override another’s allow, and any allow permit', () => {
    const one = set({ allow: ['false'] })
    expect(decide(mergeRules([one, set({ allow: ['true'] })]), {}).allowed).toBe(true)
    expect(
      decide(mergeRules([set({ allow: ['true'] }), set({ deny: ['true'] })]), {}).allowed,
    ).toBe(false)
    expect(decide(mergeRules([one, noRules]), {}).allowed).toBe(false)
  })
})
