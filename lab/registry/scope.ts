import type { Kind, ResourceKind } from './kinds/kind.ts'
import { Problem } from './problem.ts'
import type { Action } from './rbac.ts'
import type { Row } from './row.ts'
import { property, text } from './untyped.ts'
import type { Asker } from './world.ts'

/** The resource that decides about a row. `admin` is nobody's resource: a registry admin's alone. */
export type Scope = Row['scope']

const resourceOf: Record<string, ResourceKind> = { Agent: 'agent', MCPServer: 'server' }

/** A Deployment answers to whoever may see or deploy its target; every other row to itself. */
export function scopeOf(kind: Kind, name: string, spec: unknown): Scope {
  if (kind.kind !== 'Deployment') return { kind: kind.resource ?? 'admin', name }
  const target = property(spec, 'targetRef')
  return {
    kind: resourceOf[text(property(target, 'kind'), '')] ?? 'agent',
    name: text(property(target, 'name'), ''),
  }
}

/** True when the asker may do this to the row or to its target. */
export const allowed = ({ grants }: Asker, action: Action, { kind, name }: Scope): boolean =>
  kind === 'admin' ? grants.isAdmin : grants.may(action, kind as ResourceKind, name) // the rest are those

/** @throws Problem 403, with the words of Enterprise for kinds that need an admin */
export function requireAllowed(asker: Asker, action: Action, scope: Scope): void {
  if (!allowed(asker, action, scope)) throw new Problem(403, refusalWords(scope))
}

export const adminWords = 'registry admin required'

export const refusalWords = ({ kind }: Scope): string =>
  kind === 'admin' ? adminWords : 'forbidden'

/** The scopes whose rows a list may show; undefined shows all. */
export function readableScopes(asker: Asker, kind: Kind) {
  const { names, isAdmin } = asker.grants
  if (kind.kind === 'Deployment')
    return { agent: names('registry:read', 'agent'), server: names('registry:read', 'server') }
  if (kind.resource) return { [kind.resource]: names('registry:read', kind.resource) }
  if (!isAdmin) throw new Problem(403, refusalWords({ kind: 'admin', name: '' }))
  return undefined
}
