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
  // Where no rule of the tool decides, those of the request are why it is allowed.
  const both = tools.access === 'allowed' && request.access === 'allowed'
  if (both && tools.by.length === 0 && request.by.length > 0) return request
  if (tools.access === 'refused' || request.access === 'allowed') return tools
  return request
}

function among(rules: readonly ReadyRule[], truths: Truth[], scope: PolicyRule['scope']): Decision {
  const denied: number[] = []
  const met: number[] = []
  const unmet: number[] = []
  const allows: number[] = []
  const allowed: number[] = []
  // What cannot be known: of denies and requires, and of allows.
  const doubts: number[] = []
  const open: number[] = []
  // One loop and no more: a matrix asks this for each of its thousands of cells.
  for (const [index, { rule }] of rules.entries()) {
    if (rule.scope !== scope) continue
    const is = truths[index]?.is
    if (rule.action === 'allow') {
      allows.push(index)
      if (is === 'true') allowed.push(index)
      else if (is === 'unknown') open.push(index)
    } else if (is === 'unknown') doubts.push(index)
    else if (rule.action === 'require') (is === 'true' ? met : unmet).push(index)
    else if (is === 'true') denied.push(index)
  }
  const decided = (access: Decision['access'], by: number[]) => ({ access, by, truths, scope })
  if (denied.length > 0) return decided('refused', denied)
  if (unmet.length > 0) return decided('refused', unmet)
  const granted = allows.length === 0 || allowed.length > 0
  if (!granted && open.length === 0) return decided('refused', allows)
  if (!granted || doubts.length > 0)
    return decided('unknown', granted ? doubts : [...doubts, ...open])
  return decided('allowed', allowed.length > 0 ? allowed : met)
}
