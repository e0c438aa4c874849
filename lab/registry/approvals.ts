import type { ApplyResult } from './apply.ts'
import { Problem } from './problem.ts'
import {
  type Envelope,
  type Row,
  apiVersion,
  defaultNamespace,
  latestTag,
  toEnvelope,
} from './row.ts'
import type { Asker, World } from './world.ts'
import { pendingPrefix } from './write.ts'

export interface ApprovalItem {
  kind: string
  name: string
  namespace?: string | undefined
  tag?: string | undefined
}

const requireAdmin = ({ grants }: Asker): void => {
  if (!grants.isAdmin) throw new Problem(403, 'registry admin required')
}

/** Rows that were staged and wait for an admin. */
export function listPending(world: World, asker: Asker): { items: Envelope[] } {
  requireAdmin(asker)
  const kinds = [...world.kinds.values()].filter(({ tagged }) => tagged)
  const rows = kinds.flatMap(({ kind }) => world.store.list(`${pendingPrefix}${kind}`, {}))
  return { items: rows.map((row) => toEnvelope(published(row), world.statusShape)) }
}

const published = (row: Row): Row => ({ ...row, kind: row.kind.slice(pendingPrefix.length) })

/** Publishes or drops staged rows; one that is not there does not stop the rest. */
export function decide(
  world: World,
  asker: Asker,
  action: 'approve' | 'reject',
  items: readonly ApprovalItem[],
): { results: ApplyResult[] } {
  requireAdmin(asker)
  return {
    results: items.map(({ kind, name, namespace = defaultNamespace, tag = latestTag }) => {
      const at = { apiVersion, kind, namespace, name, tag }
      const row = world.store.get({ kind: `${pendingPrefix}${kind}`, namespace, name, tag })
      if (!row) return { ...at, status: 'failed', error: `not found: ${namespace}/${name}` }
      world.store.atomically(() => {
        world.store.remove(row)
        if (action === 'approve') world.store.put(published(row))
      })
      if (action === 'approve') world.touched(published(row))
      return { ...at, status: action === 'approve' ? 'created' : 'deleted' }
    }),
  }
}
