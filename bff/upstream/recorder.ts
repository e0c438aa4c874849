import { setImmediate } from 'node:timers/promises'

import type { ExchangeSummary, ExchangeView } from '../contract.ts'
import type { Hub } from '../observe/hub.ts'
import { ExchangeRecord } from './exchange.ts'
import { Newest } from './newest.ts'
import { createSealedLog, type LogParts } from './sealedLog.ts'
import { type Recorder, systemOwner } from './types.ts'

export interface ExchangeLog extends Recorder {
  /** Newest first: those of `owner`, and those of the system among them. */
  list(owner: string, limit: number): Promise<ExchangeSummary[]>
  one(owner: string, id: string): Promise<ExchangeView | null>
  /** Answers how many went. Those of the system stay. */
  clear(owner: string): Promise<number>
  /** Everything known so far is in the store when it resolves. */
  flush(): Promise<void>
}

export interface RecorderParts extends LogParts {
  hub: Hub
  clock: () => number
  /** How many exchanges an owner keeps. */
  keep: number
  /** The store refused: what was to be kept is lost, and nothing else. */
  onLoss: (error: unknown) => void
}

const announceEveryMs = 40
const storeEveryMs = 1_000
/** The same while more comes in than is kept: writing what the next second displaces is for nobody. */
const storeWhenBusyMs = 30_000
/** At most as many as a person can see go by; whoever falls behind lists them. */
const announcedAtOnce = 100
/** Sealing one entry takes some 50 µs: after this many the proxy path gets its turn. */
const sealedAtOnce = 8

/**
 * Collects exchanges in memory, tells the event streams in bursts, and stores once a second only what
 * the bounded log would still hold: at thousands of requests a second most never need to be written.
 */
export function createRecorder(parts: RecorderParts): ExchangeLog {
  const { hub, keep } = parts
  const log = createSealedLog<ExchangeSummary, ExchangeView>(parts, 'exchange')
  const open = new Map<string, ExchangeRecord>()
  const changed = new Map<string, Newest<ExchangeRecord>>()
  const news = new Newest<ExchangeRecord>(announcedAtOnce)
  let announcing: NodeJS.Timeout | undefined
  let storing: NodeJS.Timeout | undefined
  let flushed: Promise<void> = Promise.resolve()
  let busy = false

  function note(record: ExchangeRecord): void {
    let mine = changed.get(record.owner)
    if (mine === undefined) changed.set(record.owner, (mine = new Newest(keep)))
    mine.add(record)
    if (!record.open) open.delete(record.id)
    news.add(record)
    announcing ??= setTimeout(announce, announceEveryMs).unref()
    storing ??= setTimeout(() => void flush(), busy ? storeWhenBusyMs : storeEveryMs).unref()
  }

  function announce(): void {
    announcing = undefined
    for (const record of news.take()) {
      const to = record.owner === systemOwner ? {} : { subject: record.owner }
      hub.publish({ event: 'exchange', data: record.summary() }, to)
    }
  }

  function flush(): Promise<void> {
    clearTimeout(storing)
    storing = undefined
    flushed = flushed.then(write)
    return flushed
  }

  async function write(): Promise<void> {
    const records = [...changed.values()].flatMap((mine) => mine.take())
    changed.clear()
    busy = records.length >= keep
    for (const [index, record] of records.entries()) {
      try {
        await keepRecord(record)
      } catch (error) {
        parts.onLoss(error)
      }
      if (index % sealedAtOnce === sealedAtOnce - 1) await setImmediate()
    }
  }

  async function keepRecord(record: ExchangeRecord): Promise<void> {
    const { owner, id } = record
    const entry = [owner, id, record.summary(), record.view()] as const
    if (record.stored) return log.amend(...entry)
    record.stored = true
    return log.append(...entry, keep)
  }

  return {
    begin(start) {
      const record = new ExchangeRecord(start, parts.clock(), note)
      open.set(record.id, record)
      note(record)
      return record
    },
    async list(owner, limit) {
      await flush()
      const logs = await Promise.all([owner, systemOwner].map((one) => log.summaries(one, limit)))
      return logs
        .flat()
        .map(({ summary }) => summary)
        .toSorted((a, b) => b.at.localeCompare(a.at))
        .slice(0, limit)
    },
    async one(owner, id) {
      // a stream may stay open for hours, and what is stored of it is its beginning
      const passing = open.get(id)
      if (passing && [owner, systemOwner].includes(passing.owner)) return passing.view()
      await flush()
      for (const one of [owner, systemOwner]) {
        const entry = await log.one(one, id)
        if (entry) return entry.whole
      }
      return null
    },
    async clear(owner) {
      await flush()
      return log.clear(owner)
    },
    flush,
  }
}
