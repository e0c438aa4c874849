import type { Finished } from './operatorSignIn.ts'
import type { SignIn } from './types.ts'

/** OpenID Connect Core 1.0 section 2: at most 255 ASCII characters. What the BFF itself does goes by another name. */
const properSubject = /^[\x20-\x7e]{1,255}$/

/** Who has signed in: by the ID token, and by the access token where that says nothing. Null without a proper subject. */
export function operatorOf({
  identity,
  tokens,
}: Pick<Finished, 'identity' | 'tokens'>): SignIn['operator'] | null {
  const text = (name: string) => {
    const value = identity[name] ?? tokens.claims[name]
    return typeof value === 'string' ? value : undefined
  }
  const [subject, issuer] = [text('sub'), text('iss')]
  if (subject === undefined || !properSubject.test(subject) || issuer === undefined) return null
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
