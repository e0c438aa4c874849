import type { PolicyRule, PolicyView } from '#bff'

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

export interface Predicted {
  /** Rows are tools, columns personas, both in the order given. */
  rows: Access[][]
  /** Of each rule, for how many cells it is the one that decides. */
  decides: number[]
}

/** What a set of rules makes of every tool and every persona. Fast enough for each keystroke. */
export function predictAll(
  policy: Pick<PolicyView, 'engine' | 'claimRules' | 'withoutRules'>,
  ready: readonly ReadyRule[],
  subjects: readonly Subject[],
  asked: readonly Asked[],
): Predicted {
  const predict = predictor(policy, ready)
  const count = policy.engine === 'cel' ? ready.length : policy.claimRules.length
  const decides = Array.from({ length: count }, () => 0)
  // A claim that is missing throws in every cell; what is thrown needs no trace of where, which costs most.
  const depth = Error.stackTraceLimit
  Error.stackTraceLimit = 0
  try {
    const rows = asked.map((each) =>
      subjects.map((subject) => {
        const { access, by } = predict(subject, each)
        for (const index of by) decides[index] = (decides[index] ?? 0) + 1
        return access
      }),
    )
    return { rows, decides }
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

/** What words a count of cells is said in, by the action of the rule. */
export const decidedWord: Record<PolicyRule['action'], string> = {
  allow: 'allows',
  deny: 'denies',
  require: 'decides',
}
