import type { PolicyRule } from '#bff'

import type { Clause, Truth } from './rule.ts'
import type { Item, Subject } from './subject.ts'

/** A rule ready to be asked. `clause` is missing where the text is no expression: its answer is unknown. */
export interface ReadyRule {
  readonly rule: PolicyRule
  readonly clause: Clause | undefined
}

export interface Decision {
  access: 'allowed' | 'refused' | 'unknown'
  /** Which rules it rests on, as indexes; empty where there are none that could. */
  by: number[]
  /** In the order of the rules. */
  truths: Truth[]
  /** The rules that were asked: those of each tool, or those of the whole request (HTTP 403). */
  scope: PolicyRule['scope']
}

const unread: Truth = { is: 'unknown', message: 'The rule is no expression.' }

/**
 * agentgateway's decision (75b4e6c, http/authorization.rs): a true deny refuses, a require that is not true
 * refuses, a true allow permits, and else it is permitted where no allow rule exists. Errors and values
 * that are not booleans count as not true, so a deny that fails does not deny. Rules of several policies
 * act as one. The rules of the request come first; what they let through, the rules of the tool decide.
 */
export function decide(rules: readonly ReadyRule[], subject: Subject, item: Item): Decision {
  const truths = rules.map(({ rule, clause }) =>
    clause ? clause.test(subject, rule.scope === 'tools' ? item : null) : unread,
  )
  const request = among(rules, truths, 'request')
  if (request.access === 'refused') return request
  const tools = among(rules, truths, 'tools')
  if (tools.access === 'refused' || request.access === 'allowed') return tools
  return request
}

function among(rules: readonly ReadyRule[], truths: Truth[], scope: PolicyRule['scope']): Decision {
  const at = (action: PolicyRule['action'], ...is: Truth['is'][]) =>
    rules.flatMap(({ rule }, index) =>
      rule.scope === scope && rule.action === action && is.includes(truths[index]?.is ?? 'unknown')
        ? index
        : [],
    )
  const decided = (access: Decision['access'], by: number[]) => ({ access, by, truths, scope })
  const denied = at('deny', 'true')
  if (denied.length > 0) return decided('refused', denied)
  const unmet = at('require', 'false', 'error')
  if (unmet.length > 0) return decided('refused', unmet)
  const allows = at('allow', 'true', 'false', 'error', 'unknown')
  const open = at('allow', 'unknown')
  const allowed = at('allow', 'true')
  if (allows.length > 0 && allowed.length === 0 && open.length === 0)
    return decided('refused', allows)
  const doubts = [...at('deny', 'unknown'), ...at('require', 'unknown')]
  if (allows.length > 0 && allowed.length === 0) doubts.push(...open)
  if (doubts.length > 0) return decided('unknown', doubts)
  return decided('allowed', allowed.length > 0 ? allowed : at('require', 'true'))
}
