import type { Identity } from './identity.ts'
import type { ResourceKind } from './kinds/kind.ts'
import type { AccessPolicySpec, actions } from './kinds/policy.ts'

export type Action = Exclude<(typeof actions)[number], 'registry:*' | 'runtime:*'>
type Rule = AccessPolicySpec['rules'][number]

/** What one identity may do. Without a policy that grants it, nothing: the default is deny. */
export interface Grants {
  may: (action: Action, kind: ResourceKind, name: string) => boolean
  /** Names of this kind on which the action is granted; '*' for all of them. */
  names: (action: Action, kind: ResourceKind) => readonly string[] | '*'
  /** May see and change access policies themselves. */
  isAdmin: boolean
}

export function grantsOf(identity: Identity, policies: readonly AccessPolicySpec[]): Grants {
  const rules = policies.filter((policy) => concerns(policy, identity.roles)).flatMap(rulesOf)
  const names: Grants['names'] = (action, kind) => {
    if (identity.isSuperuser) return '*'
    const found = rules
      .filter((rule) => rule.actions.some((granted) => covers(granted, action)))
      .flatMap(({ resources }) => resources.filter((resource) => resource.kind === kind))
      .map(({ name }) => name)
    return found.includes('*') ? '*' : [...new Set(found)]
  }
  return {
    names,
    may: (action, kind, name) => {
      const granted = names(action, kind)
      return granted === '*' || granted.includes(name)
    },
    isAdmin:
      identity.isSuperuser ||
      rules.some((rule) => rule.actions.some((granted) => covers(granted, 'registry:admin'))),
  }
}

const rulesOf = (policy: AccessPolicySpec): Rule[] => policy.rules

/** `registry:*` covers every registry action and no runtime one. */
const covers = (granted: Rule['actions'][number], action: Action): boolean =>
  granted === action || granted === `${action.slice(0, action.indexOf(':'))}:*`

export const concerns = (policy: AccessPolicySpec, roles: readonly string[]): boolean =>
  policy.principals.some(({ kind, name }) => kind === 'Role' && roles.includes(name))
