import type { CelContext } from '../cel/expression.ts'
import { decide, type RuleSet } from '../cel/rules.ts'
import type { Exchange } from '../core/exchange.ts'
import { Refused, textReply } from '../core/reply.ts'

/** `traffic.authorization`: decides on the whole request. @throws Refused with 403 */
export function authorize(exchange: Exchange, rules: RuleSet, context: CelContext): void {
  if (permits(exchange, rules, context)) return
  throw new Refused(textReply(403, 'authorization failed', 'Authorization'))
}

/** Decides, and reports what each rule came to. */
export function permits({ observe }: Exchange, rules: RuleSet, context: CelContext): boolean {
  const { allowed, outcomes } = decide(rules, context, (rule, result, began) =>
    observe({ type: 'cel', expr: rule.text, context, result }, began),
  )
  if (outcomes.length > 0)
    observe({
      type: 'authorizationResult',
      rules: outcomes,
      result: allowed ? 'allow' : 'deny',
    })
  return allowed
}
