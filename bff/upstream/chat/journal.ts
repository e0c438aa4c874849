import { setImmediate } from 'node:timers/promises'

import { digest } from '../../session/hash.ts'
import type { StreamRow } from '../../session/store/contract.ts'
import type { LogParts } from '../sealedLog.ts'
import { type NumberedText, RunEvents, type RunName } from './runEvents.ts'

/** Where the events of runs are kept: sealed, in one write for all runs that have new ones. */
export interface Journal {
  /** To be added to: those of a new run, or of one whose `last` the store has. */
  open(conversation: string, run: string, last?: number): RunEvents
  /** To be read only: those of a run that this process is not busy with. None where there is no such run. */
  stored(conversation: string, run: string): RunEvents
  /** Everything known so far is in the store when it resolves, or was reported as lost. */
  flush(): Promise<void>
  /** Deletes the events of a conversation, or of one of its runs; nothing is added to them afterwards. */
  drop(conversation: string, run?: string): Promise<void>
}

export interface JournalParts extends LogParts {
  onLoss: (error: unknown) => void
}

const storeEveryMs = 100
/** After the store has refused: what it has not taken is offered again. */
const storeAgainMs = 1_000
/** Sealing a batch takes some 15 µs: after this many the open streams get their turn. */
const sealedAtOnce = 32
const rowsAtOnce = 16

export function createJournal({ store, seal, onLoss }: JournalParts): Journal {
  const changed = new Set<RunEvents>()
  let storing: NodeJS.Timeout | undefined
  let flushed: Promise<void> = Promise.resolve()

  function note(events: RunEvents): void {
    changed.add(events)
    later(storeEveryMs)
  }

  function later(ms: number): void {
    storing ??= setTimeout(() => void flush(), ms).unref()
  }

  function flush(): Promise<void> {
    clearTimeout(storing)
    storing = undefined
    flushed = flushed.then(write)
    return flushed
  }

  async function write(): Promise<void> {
    const batches = [...changed].map((events) => ({ events, ...events.unstored() }))
    const rows: StreamRow[] = []
    for (const [index, { events, last, texts }] of batches.entries()) {
      const { name } = events
      rows.push({ ...name, last, data: seal.seal(place(name, last), texts.join('\n')) })
      if (index % sealedAtOnce === sealedAtOnce - 1) await setImmediate()
    }
    try {
      if (rows.length > 0) await store.appendRows(rows)
      for (const { events, last } of batches) {
        events.storedUpTo(last)
        if (events.last === last) changed.delete(events)
      }
    } catch (error) {
      onLoss(error)
      later(storeAgainMs)
    }
  }

  async function read(name: RunName, after: number): Promise<NumberedText[]> {
    const rows = await store.rows(name.topic, name.stream, after, rowsAtOnce)
    return rows.flatMap(({ last, data }) => {
      const texts = seal.open<string>(place(name, last), data).split('\n')
      const first = last - texts.length + 1
      return texts
        .map((text, index) => ({ id: first + index, text }))
        .filter(({ id }) => id > after)
    })
  }

  const eventsOf = (conversation: string, run: string, stored: number) =>
    new RunEvents({ name: nameOf(conversation, run), note, read }, stored)

  return {
    open: (conversation, run, last = -1) => eventsOf(conversation, run, last),
    stored(conversation, run) {
      const events = eventsOf(conversation, run, Number.POSITIVE_INFINITY)
      events.end()
      return events
    },
    flush,
    async drop(conversation, run) {
      await flush()
      const { topic, stream } = nameOf(conversation, run ?? '')
      const meant = ({ name }: RunEvents) =>
        name.topic === topic && (run === undefined || name.stream === stream)
      for (const events of [...changed].filter(meant)) changed.delete(events)
      await store.dropRows(topic, run === undefined ? undefined : stream)
    },
  }
}

const nameOf = (conversation: string, run: string): RunName => ({
  topic: digest('conversation', conversation),
  stream: digest('run', conversation, run),
})

/** Binds a row to its place (AAD). */
const place = ({ topic, stream }: RunName, last: number) => `event.${topic}.${stream}.${last}`
