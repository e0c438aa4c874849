import { LRUCache } from 'lru-cache'

import type { Config } from '../../config/schema.ts'
import type { AuditEntry, AuditScope, AuditSummary, CallView } from '../../contract.ts'
import type { Hub } from '../../observe/hub.ts'
import type { McpCaller } from '../mcp/types.ts'
import { createSealedLog, type LogParts } from '../sealedLog.ts'
import { entryOf } from './entry.ts'
import { type AuditFilter, matcher } from './matches.ts'
import { mayRead, type Reader, scopeOf } from './readers.ts'
import { figuresOf } from './summary.ts'

/** Which tool was called as whom by whom, over all operators of this console. */
export interface Audit {
  /** Never rejects: a call that cannot be kept was still made. Tells those who may read it. */
  keep(caller: McpCaller, call: CallView, session?: string): Promise<void>
  /** What the reader may see and the filter asks for, newest first. */
  entries(reader: Reader, filter: AuditFilter): Promise<AuditEntry[]>
  summary(reader: Reader, filter: AuditFilter): Promise<AuditSummary>
  scope(reader: Reader): AuditScope
}

export interface AuditParts extends LogParts {
  config: Config
  hub: Hub
  onLoss: (error: unknown) => void
}

/** One log for everybody: an audit that each operator has a part of would forget by operator. */
const owner = 'console'

export function createAudit({ config, hub, onLoss, ...parts }: AuditParts): Audit {
  const log = createSealedLog<AuditEntry, null>(parts, 'audit')
  const kept = config.limits.auditKept
  /** To open five thousand takes a tenth of a second, and who follows reads again with each call. */
  const opened = new LRUCache<string, AuditEntry>({ max: kept })

  async function readable(reader: Reader): Promise<AuditEntry[]> {
    const found = await log.summaries(owner, kept, (id) => opened.get(id))
    for (const { id, summary } of found) opened.set(id, summary)
    const all = found.map(({ summary }) => summary)
    return all.filter((entry) => mayRead(config, reader, entry))
  }

  return {
    async keep(caller, call, session) {
      try {
        const entry = entryOf(caller, call, session)
        await log.append(owner, entry.id, entry, null, kept)
        const may = (listener: Reader) => mayRead(config, listener, entry)
        hub.publish({ event: 'audit', data: entry }, { may })
      } catch (error) {
        onLoss(error)
      }
    },
    entries: async (reader, filter) => (await readable(reader)).filter(matcher(filter)),
    async summary(reader, filter) {
      const all = await readable(reader)
      return {
        scope: scopeOf(config, reader),
        kept,
        ...figuresOf(all.filter(matcher(filter))),
        names: namesOf(all),
      }
    },
    scope: (reader) => scopeOf(config, reader),
  }
}

function namesOf(entries: readonly AuditEntry[]): AuditSummary['names'] {
  const of = (name: (entry: AuditEntry) => string) => [...new Set(entries.map(name))].toSorted()
  const operators = new Map(entries.map(({ operator }) => [operator.subject, operator]))
  return {
    gateways: of(({ gateway }) => gateway),
    personas: of(({ persona }) => persona),
    operators: [...operators.values()].toSorted((a, b) => a.name.localeCompare(b.name)),
  }
}
