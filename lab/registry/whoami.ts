import { type AccessPolicySpec, accessPolicySpecOf } from './kinds/policy.ts'
import { concerns } from './rbac.ts'
import type { Asker, World } from './world.ts'

/** `GET /v0/user/whoami` (Enterprise 2026.7.1): roles with a policy are resolved, the others are not. */
export function whoami(world: World, { identity }: Asker) {
  const { subject, email, issuer, roles, isSuperuser } = identity
  const policies = accessPolicies(world)
  const resolved = roles.filter((role) => policies.some((policy) => concerns(policy, [role])))
  return {
    subject,
    ...(email && { email }),
    ...(issuer && { issuer }),
    mappedRoles: roles,
    isSuperuser,
    resolvedRoles: resolved.map((name) => describe(name, policies)),
    unresolvedRoles: roles.filter((role) => !resolved.includes(role)),
  }
}

function describe(name: string, policies: AccessPolicySpec[]) {
  const own = policies.filter((policy) => concerns(policy, [name]))
  const description = own
    .map((policy) => policy.description)
    .filter(Boolean)
    .join(' ')
  return {
    name,
    ...(description && { description }),
    permissions: own.flatMap(({ rules }) => rules),
  }
}

/** Every AccessPolicy of the registry, whatever its namespace. */
export const accessPolicies = ({ store }: Pick<World, 'store'>): AccessPolicySpec[] =>
  store.list('AccessPolicy', {}).map(accessPolicySpecOf)
