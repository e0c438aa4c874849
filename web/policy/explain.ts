import type { CallView, PolicyRule, PolicyView, TraceView } from '#bff'

import { splitTool } from '../mcp/naming.ts'
import { matchesClaim } from './claimRules.ts'
import { decide, type Decision } from './decide.ts'
import { predictor, readyRules } from './predict.ts'
import { type Path, valueAt } from './reads.ts'
import type { Clause, Truth } from './rule.ts'
import { type Item, itemOf, type Subject, subjectOf } from './subject.ts'

/** One value that a clause read: `jwt.groups` and what stands there. */
export interface Saw {
  path: string
  /** Undefined: nothing stands there. */
  value: unknown
}

/** A clause that was evaluated as a whole, with its place in the rule's text. */
export interface SaidClause {
  text: string
  range: Clause['range']
  truth: Truth
  saw: Saw[]
}

export interface SaidRule {
  rule: PolicyRule
  truth: Truth
  /** The decision rests on it. */
  decided: boolean
  clauses: SaidClause[]
}

export interface SaidClaimRule {
  rule: PolicyView['claimRules'][number]
  matched: boolean
  value: unknown
}

export interface Explanation {
  access: Decision['access']
  by: number[]
  scope: Decision['scope']
  rules: SaidRule[]
  claimRules: SaidClaimRule[]
}

/** Evaluates a policy for one persona's claims and one listed tool, and keeps what each clause saw. */
export function explain(
  policy: PolicyView,
  claims: Record<string, unknown> | undefined,
  listed: string,
): Explanation {
  const { name, target } = splitTool(listed, policy.naming)
  const subject = subjectOf(claims)
  const item = itemOf(name, target)
  if (policy.engine === 'claims') {
    const decision = predictor(policy, [])(subject, { listed, item })
    const claimRules = policy.claimRules.map((rule) => ({
      rule,
      matched: claims !== undefined && matchesClaim(rule, claims, listed),
      value: claims?.[rule.claim],
    }))
    return { ...decision, rules: [], claimRules }
  }
  const ready = readyRules(policy.rules)
  const { truths, ...decision } = decide(ready, subject, item)
  const rules = ready.map(({ rule, clause }, index) => ({
    rule,
    truth: truths[index] ?? { is: 'unknown' as const, message: '' },
    decided: decision.by.includes(index),
    clauses: clause ? clausesOf(clause, subject, rule.scope === 'tools' ? item : null) : [],
  }))
  return { ...decision, rules, claimRules: [] }
}

function clausesOf(clause: Clause, subject: Subject, item: Item | null): SaidClause[] {
  if (clause.op) return clause.parts.flatMap((part) => clausesOf(part, subject, item))
  const { text, range, reads } = clause
  const saw = reads.flatMap((path) => {
    const [root] = path
    if (root !== 'jwt' && root !== 'mcp') return []
    return { path: path.join('.'), value: seen(path, subject, item) }
  })
  return [{ text, range, truth: clause.test(subject, item), saw }]
}

const seen = (path: Path, { claims }: Subject, item: Item | null) =>
  valueAt({ jwt: claims, mcp: item?.mcp }, path)

/** What a call shows of the rules: it went through them, they refused it, or it says nothing of them. */
export function observedOf({ verdict }: CallView): 'allowed' | 'refused' | undefined {
  const { outcome, reached } = verdict
  if (outcome === 'refused') return 'refused'
  if (outcome === 'allowed' || outcome === 'failed') return 'allowed'
  // Arguments that the upstream itself objects to came through the rules first.
  return outcome === 'invalid' && reached === 'upstream' ? 'allowed' : undefined
}

export type Confirmation =
  | { says: 'nothing' }
  | { says: 'same'; result: TraceView['result'] }
  | { says: 'otherwise'; result: TraceView['result']; rules: TraceView['rules'] }

/** Holds the gateway's own trace beside what was evaluated here. */
export function compareTrace(trace: TraceView, { access, rules }: Explanation): Confirmation {
  if (trace.result === 'unknown') return { says: 'nothing' }
  const differing = trace.rules.filter(({ expression, mode, matched }) =>
    rules.some(
      ({ rule, truth }) =>
        rule.action === mode &&
        rule.expression.trim() === expression.trim() &&
        truth.is !== 'unknown' &&
        (truth.is === 'true') !== matched,
    ),
  )
  const { result } = trace
  const same = access === 'unknown' || (access === 'allowed') === (result === 'allow')
  if (same && differing.length === 0) return { says: 'same', result }
  return { says: 'otherwise', result, rules: differing }
}
