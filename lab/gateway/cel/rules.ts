import type { CelContext, CelResult, Expression } from './expression.ts'

/** Compiled rules by what they do when true. */
export interface RuleSet {
  readonly allow: readonly Expression[]
  readonly deny: readonly Expression[]
  readonly require: readonly Expression[]
}

export type RuleMode = keyof RuleSet

/** What one rule came to for one request or item. */
export interface RuleOutcome {
  readonly name: string
  readonly matched: boolean
  readonly mode: RuleMode
}

export const noRules: RuleSet = { allow: [], deny: [], require: [] }

/** Policies on several levels act as one: a deny of either denies, requires add up, allows are alternatives. */
export const mergeRules = (sets: readonly RuleSet[]): RuleSet => ({
  allow: sets.flatMap((set) => set.allow),
  deny: sets.flatMap((set) => set.deny),
  require: sets.flatMap((set) => set.require),
})

/**
 * agentgateway's decision (75b4e6c, http/authorization.rs): a true deny refuses, a require that is not
 * true refuses, a true allow permits; without any of those it is permitted unless allow rules exist. `seen`
 * hears what each rule came to, and when its evaluation began (`performance.now`).
 */
export function decide(
  rules: RuleSet,
  context: CelContext,
  seen: (rule: Expression, result: CelResult, began: number) => void = () => undefined,
): { allowed: boolean; outcomes: RuleOutcome[] } {
  const matches = (rule: Expression): boolean => {
    const began = performance.now()
    const result = rule.attempt(context)
    seen(rule, result, began)
    return 'value' in result && result.value === true
  }
  const outcomes = (['deny', 'require', 'allow'] as const).flatMap((mode) =>
    rules[mode].map((rule) => ({ name: rule.text, matched: matches(rule), mode })),
  )
  const allowed =
    !outcomes.some(({ mode, matched }) => mode === 'deny' && matched) &&
    outcomes.every(({ mode, matched }) => mode !== 'require' || matched) &&
    (rules.allow.length === 0 || outcomes.some(({ mode, matched }) => mode === 'allow' && matched))
  return { allowed, outcomes }
}
