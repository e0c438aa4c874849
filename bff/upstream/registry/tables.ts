import type { RecordView, RegistryObject } from '../../contract.ts'
import { Problem } from '../../problem.ts'
import type { RegistryCaller } from './client.ts'
import { factsOf } from './kinds.ts'
import { rowsOf } from './rows.ts'
import type { ReadOptions, Snapshots } from './snapshots.ts'
import { Table } from './table.ts'

interface KindTable {
  table: Table
  /** Unix milliseconds. */
  readAt: number
  /** The lists that it was made of, by kind. */
  parts: [kind: string, objects: readonly RegistryObject[]][]
}

export interface Tables {
  /** The rows of a kind as that persona sees them. Throws what `Snapshots.read` throws for the kind itself. */
  of(caller: RegistryCaller, kind: string, options: ReadOptions): Promise<KindTable>
}

/** The rows of a kind, as old as the work at hand allows. */
export type Look = (caller: RegistryCaller, kind: string) => Promise<readonly RecordView[]>

interface Made {
  deployments: readonly RegistryObject[]
  runtimes: readonly RegistryObject[]
  table: Table
}

const nothing: readonly RegistryObject[] = []

/** Joins the lists of a persona, and keeps each table for as long as nothing in it has changed. */
export function createTables(snapshots: Snapshots): Tables {
  const made = new WeakMap<readonly RegistryObject[], Made>()

  /** What the persona may not see is not there for it, and does not keep it from seeing the rest. */
  async function around(caller: RegistryCaller, kind: string, options: ReadOptions) {
    try {
      return (await snapshots.read(caller, kind, options)).objects
    } catch (error) {
      if (error instanceof Problem) return nothing
      throw error
    }
  }

  return {
    async of(caller, kind, options) {
      const joined = factsOf(kind).tagged || kind === 'runtimes'
      const [{ objects, readAt }, deployments, runtimes] = await Promise.all([
        snapshots.read(caller, kind, options),
        joined ? around(caller, 'deployments', options) : nothing,
        kind === 'deployments' ? around(caller, 'runtimes', options) : nothing,
      ])
      const parts: KindTable['parts'] = [[kind, objects]]
      if (deployments !== nothing) parts.push(['deployments', deployments])
      if (runtimes !== nothing) parts.push(['runtimes', runtimes])
      const known = made.get(objects)
      if (known?.deployments === deployments && known.runtimes === runtimes)
        return { table: known.table, readAt, parts }
      const table = new Table(kind, rowsOf(kind, objects, { deployments, runtimes }))
      made.set(objects, { deployments, runtimes, table })
      return { table, readAt, parts }
    },
  }
}
