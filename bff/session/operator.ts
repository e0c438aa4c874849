import type { Finished } from './operatorSignIn.ts'
import type { SignIn } from './types.ts'

/** Who has signed in: by the ID token, and by the access token where that says nothing. Null without a subject. */
export function operatorOf({
  identity,
  tokens,
}: Pick<Finished, 'identity' | 'tokens'>): SignIn['operator'] | null {
  const text = (name: string) => {
    const value = identity[name] ?? tokens.claims[name]
    return typeof value === 'string' ? value : undefined
  }
  const [subject, issuer] = [text('sub'), text('iss')]
  if (subject === undefined || issuer === undefined) return null
  const groups = identity['groups'] ?? tokens.claims['groups']
  return {
    name: text('preferred_username') ?? text('name') ?? subject,
    subject,
    issuer,
    groups: Array.isArray(groups) ? groups.filter((group) => typeof group === 'string') : [],
  }
}

export const sameOperator = (
  one: Pick<SignIn, 'operator'>,
  other: Pick<SignIn, 'operator'>,
): boolean =>
  one.operator.subject === other.operator.subject && one.operator.issuer === other.operator.issuer
