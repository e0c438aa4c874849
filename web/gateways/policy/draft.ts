import type { PolicyRule, PolicyView } from '#bff'

export type ClaimRule = PolicyView['claimRules'][number]

/** A rule while it is edited. Its id lives as long as the page: two rules may have the same text. */
export type Draft<R> = R & { id: string }

export interface Drafts {
  rules: Draft<PolicyRule>[]
  claimRules: Draft<ClaimRule>[]
}

let last = 0
const withId = <R extends object>(rule: R): Draft<R> => ({ ...rule, id: `rule-${++last}` })

export const draftOf = ({
  rules,
  claimRules,
}: Pick<PolicyView, 'rules' | 'claimRules'>): Drafts => ({
  rules: rules.map(withId),
  claimRules: claimRules.map(withId),
})

/** A new rule joins the object that holds the last one, so that applying it changes that object. */
export function newRule(rules: readonly PolicyRule[]): Draft<PolicyRule> {
  const from = rules.findLast(({ scope }) => scope === 'tools')?.from ?? 'the gateway'
  return withId({ action: 'allow', expression: '', from, scope: 'tools' })
}

export const newClaimRule = (rules: readonly ClaimRule[]): Draft<ClaimRule> =>
  withId({ claim: 'sub', value: '', tool: '*', from: rules.at(-1)?.from ?? 'the gateway' })

/** Whether two sets of rules say the same. Their order decides nothing. */
export const sameRules = (one: readonly object[], other: readonly object[]): boolean =>
  signature(one) === signature(other)

const signature = (rules: readonly object[]) =>
  rules
    .map((rule) => {
      const fields = Object.entries(rule).filter(([name]) => name !== 'id')
      return JSON.stringify(fields.toSorted(([a], [b]) => (a < b ? -1 : 1)))
    })
    .toSorted()
    .join('\n')
