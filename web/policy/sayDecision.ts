import type { Explanation } from './explain.ts'

/** Why it is allowed or refused, as one sentence that a presenter could say aloud. */
export function sayDecision({ access, by, scope, rules, claimRules }: Explanation): string {
  if (claimRules.length > 0) return sayClaims(access, by)
  const numbers = sayNumbers(by)
  const action = rules[by[0] ?? -1]?.rule.action
  const first = scope === 'request' ? ' Rules of the whole request come before any tool.' : ''
  if (access === 'unknown')
    return `What ${numbers || 'the rules'} would say cannot be known here, and the decision rests on it.`
  if (access === 'allowed') {
    if (action === 'allow') return `Allowed, because ${numbers} ${are(by)} true.`
    if (action === 'require')
      return 'Allowed, because every require is true and no allow is asked for.'
    return rules.length === 0
      ? 'Allowed, because the gateway holds no rule that could refuse it.'
      : 'Allowed, because no deny is true and no allow is asked for.'
  }
  if (action === 'deny') return `Refused, because ${numbers}, a deny, ${are(by)} true.${first}`
  if (action === 'require')
    return `Refused, because ${numbers}, a require, ${are(by)} not true.${first}`
  if (action === 'allow')
    return by.length === 1
      ? `Refused, because ${numbers}, the only allow, is not true.${first}`
      : `Refused, because none of the ${by.length} allow rules is true.${first}`
  return 'Refused, because there is no rule, and without a rule nobody is let through.'
}

function sayClaims(access: Explanation['access'], by: readonly number[]): string {
  if (access === 'unknown') return 'The claims are not known, so nothing can be said of the rules.'
  return access === 'allowed'
    ? `Allowed, because ${sayNumbers(by)} ${are(by)} met.`
    : 'Refused, because no rule names this claim, this value and this tool together.'
}

const are = (by: readonly number[]) => (by.length === 1 ? 'is' : 'are')

/** `rule 2`, `rules 1 and 3`; empty for none. */
function sayNumbers(by: readonly number[]): string {
  if (by.length === 0) return ''
  const numbers = by.map((index) => String(index + 1))
  const last = numbers.pop()
  return numbers.length === 0 ? `rule ${last}` : `rules ${numbers.join(', ')} and ${last}`
}
