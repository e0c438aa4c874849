import type { Config } from '../../config/schema.ts'
import type {
  ApplyView,
  AwsSetupView,
  ConnectionView,
  LogLine,
  RecordDetail,
  RecordList,
  RegistryKind,
  RegistryView,
  WhoamiView,
} from '../../contract.ts'
import type { Hub } from '../../observe/hub.ts'
import { Problem } from '../../problem.ts'
import type { TokenSource } from '../../session/types.ts'
import type { Pools } from '../http.ts'
import type { Recorder } from '../types.ts'
import { type ApplyRequest, applyText } from './apply.ts'
import { createRegistryClient, type RegistryCaller } from './client.ts'
import { testConnection } from './connection.ts'
import { detailOf } from './detail.ts'
import { awsSetup, logsOf, whoami } from './extras.ts'
import { createFeatures, noFeatures } from './features.ts'
import { kindNames, segmentOf } from './kinds.ts'
import { type ListRequest, listOf } from './list.ts'
import { reconcileRecord } from './reconcile.ts'
import { readRecord, type RecordPlace } from './record.ts'
import { removeRecord } from './remove.ts'
import { pathText, secretsIn } from './secrets.ts'
import { createSnapshots } from './snapshots.ts'
import { createTables, type Look } from './tables.ts'
import { createWatch } from './watch.ts'

/**
 * Everything that the console asks of an agent registry, as one of its personas. Secrets leave it masked,
 * except by `reveal`. Every method throws a Problem: 404 without a registry in the configuration, 502 and
 * 504 where it does not answer, 403 for what the persona may not do, 401 where it has to sign in.
 */
export interface Registry {
  /** A registry that cannot be asked is told as `trouble`, not thrown. */
  view(caller: RegistryCaller): Promise<RegistryView>
  /** What is answered in the place of `view` where the configuration names no registry. */
  none(): RegistryView
  whoami(caller: RegistryCaller): Promise<WhoamiView>
  /** How many names there are of each kind; kinds that the persona may not list are left out. */
  counts(caller: RegistryCaller): Promise<Partial<Record<RegistryKind, number>>>
  list(caller: RegistryCaller, kind: string, request: ListRequest): Promise<RecordList>
  detail(caller: RegistryCaller, place: RecordPlace): Promise<RecordDetail>
  /** Path and value of every secret of one record. */
  reveal(caller: RegistryCaller, place: RecordPlace): Promise<Record<string, string>>
  apply(caller: RegistryCaller, request: ApplyRequest): Promise<ApplyView>
  remove(caller: RegistryCaller, place: RecordPlace): Promise<string[]>
  reconcile(caller: RegistryCaller, place: RecordPlace): Promise<RecordDetail>
  logs(
    caller: RegistryCaller,
    place: { name: string; namespace?: string | undefined },
    tail: number,
  ): Promise<LogLine[]>
  awsSetup(
    caller: RegistryCaller,
    asked: { awsAccountId: string; roleName?: string | undefined },
  ): Promise<AwsSetupView>
  testConnection(owner: string, url: string): Promise<ConnectionView>
  /** An event stream has opened; answers the function that says that it has closed. */
  watch(): () => void
}

export interface RegistryParts {
  config: Config
  pools: Pools
  recorder: Recorder
  tokens: TokenSource
  hub: Hub
  clock: () => number
  onLoss: (error: unknown) => void
}

export function createRegistry(parts: RegistryParts): Registry {
  const { config, clock, onLoss } = parts
  const client = createRegistryClient(parts)
  const snapshots = createSnapshots(client, clock)
  const tables = createTables(snapshots)
  const features = createFeatures(client, snapshots, clock)
  const pollEvery = config.registry?.pollEvery ?? 0
  const watch = createWatch({ ...parts, snapshots, pollEvery })

  /** The rows of a kind, the changes of which are told from now on. */
  async function shown(caller: RegistryCaller, kind: string) {
    const made = await tables.of(caller, kind, { maxAge: watch.maxAge(caller, kind) })
    for (const [part, objects] of made.parts) watch.note(caller, part, objects)
    return made
  }

  const look: Look = async (caller, kind) => (await shown(caller, kind)).table.rows
  const seen = { client, look, clock }
  /** What a deletion takes along and leaves behind is never said from memory. */
  const lookNow: Look = async (caller, kind) =>
    (await tables.of(caller, kind, { maxAge: 0 })).table.rows

  /** Something was written: nobody is shown what was before, and whoever watches is told at once. */
  function wrote(written: Iterable<string>): void {
    const stale = [...new Set([...written, 'deployments', 'runtimes'])]
    for (const kind of stale) snapshots.stale(kind)
    watch.tick(stale).catch(onLoss)
  }

  async function foundBy(
    caller: RegistryCaller,
  ): Promise<Omit<RegistryView, keyof Base | 'configured'>> {
    try {
      return await features.of(caller)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const { code, message, details } = error
      return { ...unknown, ...noFeatures(message), trouble: { code, message, ...details } }
    }
  }

  return {
    async view(caller) {
      return { ...base(config), configured: true, ...(await foundBy(caller)) }
    },
    none: () => ({
      ...base(config),
      configured: false,
      ...unknown,
      ...noFeatures('The configuration names no registry.'),
    }),
    whoami: (caller) => whoami(client, caller),
    async counts(caller) {
      const found = await features.of(caller)
      const counted = await Promise.all(
        kindNames
          .filter((kind) => found.kinds[kind].available)
          .map(async (kind) => {
            try {
              return [[kind, (await shown(caller, kind)).table.rows.length] as const]
            } catch (error) {
              if (error instanceof Problem && error.status < 500) return []
              throw error
            }
          }),
      )
      return Object.fromEntries(counted.flat())
    },
    async list(caller, kind, request) {
      const { table, readAt } = await shown(caller, kind)
      watch.regard(caller, kind)
      return { ...listOf(table, request), readAt: new Date(readAt).toISOString() }
    },
    async detail(caller, place) {
      const detail = await detailOf(look, caller, place.kind, await readRecord(seen, caller, place))
      watch.regard(caller, place.kind)
      return detail
    },
    async reveal(caller, place) {
      const secrets = secretsIn(await readRecord(seen, caller, place))
      return Object.fromEntries(secrets.map(({ path, value }) => [pathText(path), value]))
    },
    async apply(caller, request) {
      const answer = await applyText(client, caller, request)
      if (answer.outcome === 'answered' && !request.dryRun)
        wrote(answer.results.map(({ kind }) => segmentOf(kind) ?? kind))
      return answer
    },
    async remove(caller, place) {
      try {
        return await removeRecord({ client, look: lookNow }, caller, place)
      } finally {
        wrote([place.kind])
      }
    },
    async reconcile(caller, place) {
      const object = await reconcileRecord(seen, caller, place)
      wrote([place.kind])
      return detailOf(look, caller, place.kind, object)
    },
    logs: (caller, place, tail) => logsOf(client, caller, place, tail),
    awsSetup: (caller, asked) => awsSetup(client, caller, asked),
    testConnection: (owner, url) => testConnection(parts, owner, url),
    watch: () => (config.registry ? watch.listen() : () => undefined),
  }
}

const unknown = { edition: 'unknown', version: null } as const

type Base = Pick<RegistryView, 'url' | 'personas'>

/** Personas with the default first. */
function base({ registry }: Config): Base {
  const personas = registry?.personas ?? []
  const first = registry?.default ?? personas[0]
  return {
    url: registry?.url ?? '',
    personas: first === undefined ? [] : [first, ...personas.filter((one) => one !== first)],
  }
}
