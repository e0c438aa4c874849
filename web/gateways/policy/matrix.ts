import type { PolicyView } from '#bff'

import type { ReadyRule } from '../../policy/decide.ts'
import { type Asked, predictor } from '../../policy/predict.ts'
import type { Subject } from '../../policy/subject.ts'

declare global {
  interface ErrorConstructor {
    /** Of V8; elsewhere setting it does nothing. */
    stackTraceLimit?: number | undefined
  }
}

export type Access = 'allowed' | 'refused' | 'unknown'

/**
 * What a set of rules makes of every tool (rows) and every persona (columns), both in the order given. Fast
 * enough for each keystroke.
 */
export function predictAll(
  policy: Pick<PolicyView, 'engine' | 'claimRules' | 'withoutRules'>,
  ready: readonly ReadyRule[],
  subjects: readonly Subject[],
  asked: readonly Asked[],
): Access[][] {
  const predict = predictor(policy, ready)
  // A claim that is missing throws in every cell; what is thrown needs no trace of where, which costs most.
  const depth = Error.stackTraceLimit
  Error.stackTraceLimit = 0
  try {
    return asked.map((each) => subjects.map((subject) => predict(subject, each).access))
  } finally {
    Error.stackTraceLimit = depth
  }
}

/** Whether a rule is true for at least one persona and tool; undefined where that cannot be known. */
export function everTrue(
  { rule, clause }: ReadyRule,
  subjects: readonly Subject[],
  asked: readonly Asked[],
): boolean | undefined {
  if (!clause) return undefined
  let open = false
  const items = rule.scope === 'tools' ? asked.map(({ item }) => item) : [null]
  for (const subject of subjects)
    for (const item of items) {
      const { is } = clause.test(subject, item)
      if (is === 'true') return true
      open ||= is === 'unknown'
    }
  return open ? undefined : false
}
