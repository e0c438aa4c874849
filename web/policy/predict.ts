import type { PolicyRule, PolicyView } from '#bff'

import { CelFault } from './cel.ts'
import { matchesClaim } from './claimRules.ts'
import { decide, type Decision, type ReadyRule } from './decide.ts'
import { wantsMatches } from './matches.ts'
import { type Clause, compileRule } from './rule.ts'
import type { Item, Subject } from './subject.ts'

/** One tool as it is listed, and as rules see it. */
export interface Asked {
  listed: string
  item: Item
}

/** What the rules say before anybody is asked. `by` and `truths` are those of the rules' order. */
export type Prediction = Omit<Decision, 'truths'>

/** Prepares rules; one that is no expression stays, as one whose answer is unknown. */
export const readyRules = (rules: readonly PolicyRule[]): ReadyRule[] =>
  rules.map((rule) => ({ rule, clause: compiled(rule.expression) }))

/**
 * Rules that were compiled, and with them what their clauses came to: at a keystroke one rule is new, and
 * the others need no answer again.
 */
const before = new Map<string, Clause | undefined>()
const kept = 200

function compiled(text: string): Clause | undefined {
  // Without its engine a clause that needs it is an error, which must not be remembered.
  if (wantsMatches([text])) return compileIf(text)
  if (!before.has(text)) {
    const [oldest] = before.keys()
    if (before.size >= kept && oldest !== undefined) before.delete(oldest)
    before.set(text, compileIf(text))
  }
  return before.get(text)
}

function compileIf(text: string): Clause | undefined {
  try {
    return compileRule(text)
  } catch (error) {
    if (error instanceof CelFault) return undefined
    throw error
  }
}

type Rules = Pick<PolicyView, 'engine' | 'claimRules' | 'withoutRules'>

/** Says of a policy, once its rules are ready, what becomes of a call. Pure and fast: for whole matrices. */
export function predictor(
  { engine, claimRules, withoutRules }: Rules,
  ready: readonly ReadyRule[],
): (subject: Subject, asked: Asked) => Prediction {
  if (engine === 'cel') return (subject, { item }) => decide(ready, subject, item)
  return ({ claims }, { listed }) => {
    const scope = 'tools' as const
    if (claimRules.length === 0)
      return { access: withoutRules === 'allow' ? 'allowed' : 'refused', by: [], scope }
    if (claims === undefined) return { access: 'unknown', by: [], scope }
    const by = claimRules.flatMap((rule, index) =>
      matchesClaim(rule, claims, listed) ? index : [],
    )
    return { access: by.length > 0 ? 'allowed' : 'refused', by, scope }
  }
}
