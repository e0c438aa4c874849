import type { WhoamiView } from '#bff'

import { list } from '../ui/list.ts'

/** Why a list is empty although nothing was searched: default deny, in words. */
export function sayNothing(persona: string, noun: string, whoami: WhoamiView | undefined): string {
  const nothing = persona === '' ? `0 ${noun}.` : `${persona}: 0 ${noun}.`
  if (!whoami)
    return `${nothing} This registry does not say whether there are none or none may be seen.`
  if (whoami.isSuperuser) return `The registry has no ${noun} yet.`
  const { resolvedRoles, unresolvedRoles, mappedRoles } = whoami
  if (resolvedRoles.length > 0) {
    const names = list(resolvedRoles.map(({ name }) => name))
    return `${nothing} The access policies of ${names} let it read none, or there are none.`
  }
  const roles = unresolvedRoles.length > 0 ? unresolvedRoles : mappedRoles
  return roles.length > 0
    ? `${nothing} No access policy grants its roles (${list(roles)}) anything, and what is not granted is hidden.`
    : `${nothing} Its token carries no roles, so no access policy can grant it anything.`
}

/** Who the registry takes a persona for, in one sentence. */
export function sayWhoami(persona: string, whoami: WhoamiView): string {
  if (whoami.isSuperuser) return `${persona} is a superuser of this registry.`
  const known = whoami.resolvedRoles.map(({ name }) => name)
  if (known.length > 0)
    return `${persona} has ${known.length === 1 ? 'the role' : 'the roles'} ${list(known)}.`
  return whoami.unresolvedRoles.length > 0
    ? `${persona} has no role that an access policy knows (${list(whoami.unresolvedRoles)}).`
    : `${persona} has no roles here.`
}
