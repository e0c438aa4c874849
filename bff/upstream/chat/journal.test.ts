import { expect, test, vi } from 'vitest'

import { createSealer } from '../../session/seal.ts'
import { openSqliteStore } from '../../session/store/sqlite.ts'
import { newFolder } from '../../testing/chat.ts'
import { framesOf } from './frames.ts'
import { createJournal } from './journal.ts'

function journalOf() {
  const store = openSqliteStore(`${newFolder()}/journal.db`)
  const seal = createSealer([{ id: 'k1', key: Buffer.alloc(32, 7) }])
  const losses: unknown[] = []
  const appended = vi.spyOn(store, 'appendRows')
  const journal = createJournal({ store, seal, onLoss: (error) => void losses.push(error) })
  return { store, appended, losses, journal }
}

const ids = (texts: { id: number }[]) => texts.map(({ id }) => id)

test('events of all runs are written at once, and no event by itself', async () => {
  const { journal, appended } = journalOf()
  const [one, other] = [journal.open('c', 'one'), journal.open('c', 'other')]
  for (let i = 0; i < 10; i++) one.add(`${i}`)
  other.add('"x"')
  await journal.flush()
  expect(appended.mock.calls.map(([rows]) => rows.map(({ last }) => last))).toEqual([[9, 0]])
  await journal.flush()
  expect(appended).toHaveBeenCalledTimes(1)
})

test('what the store refuses is told once, kept, and offered again', async () => {
  const { journal, appended, losses } = journalOf()
  const events = journal.open('c', 'r')
  events.add('"a"')
  appended.mockRejectedValueOnce(new Error('disk full'))
  await journal.flush()
  expect(losses).toHaveLength(1)
  events.add('"b"')
  await journal.flush()
  const stored = await journal.stored('c', 'r').all()
  expect(stored).toEqual([
    { id: 0, text: '"a"' },
    { id: 1, text: '"b"' },
  ])
})

test('memory holds the newest of a long run, and readers get all of it nevertheless', async () => {
  const { journal, store } = journalOf()
  const events = journal.open('c', 'r')
  const read = vi.spyOn(store, 'rows')
  for (let i = 0; i < 100; i++) {
    events.add(`"${'x'.repeat(10_000)}"`)
    if (i % 7 === 0) await journal.flush()
  }
  await journal.flush()
  expect(ids(await events.after(90))).toEqual([91, 92, 93, 94, 95, 96, 97, 98, 99])
  expect(read).not.toHaveBeenCalled()
  expect(ids(await events.all())).toEqual(Array.from({ length: 100 }, (_, i) => i))
  expect(read).toHaveBeenCalled()
})

test('memory lets go of nothing that is not stored', async () => {
  const { journal, appended } = journalOf()
  const events = journal.open('c', 'r')
  appended.mockRejectedValue(new Error('disk full'))
  for (let i = 0; i < 50; i++) events.add(`"${'x'.repeat(10_000)}"`)
  await journal.flush()
  expect(ids(await events.all())).toHaveLength(50)
})

test('events go on in the numbers of a run that is stored', async () => {
  const { journal } = journalOf()
  const before = journal.open('c', 'r')
  before.add('"asked"')
  before.add('"one"')
  await journal.flush()
  journal.open('c', 'r', 1).add('"two"')
  await journal.flush()
  expect(ids(await journal.stored('c', 'r').after(0))).toEqual([1, 2])
})

test('a run that was dropped is not written any more, the others of its conversation are', async () => {
  const { journal } = journalOf()
  const [gone, stays] = [journal.open('c', 'gone'), journal.open('c', 'stays')]
  gone.add('"a"')
  stays.add('"b"')
  await journal.drop('c', 'gone')
  await journal.flush()
  expect(await journal.stored('c', 'gone').all()).toEqual([])
  expect(await journal.stored('c', 'stays').all()).toHaveLength(1)
})

test('frames carry the numbers of their events, from any place on, and end with the run', async () => {
  const { journal } = journalOf()
  const events = journal.open('c', 'r')
  for (const text of ['"asked"', '"one"', '"two"']) events.add(text)
  const frames = framesOf(events, 1, new AbortController().signal)
  expect((await frames.next()).value).toBe('id: 2\ndata: "two"\n\n')
  const next = frames.next()
  events.add('"three"')
  events.add('"four"')
  expect((await next).value).toBe('id: 3\ndata: "three"\n\nid: 4\ndata: "four"\n\n')
  const end = frames.next()
  events.end()
  expect((await end).done).toBe(true)
})

test('frames end when nobody wants them any more', async () => {
  const { journal } = journalOf()
  const away = new AbortController()
  const next = framesOf(journal.open('c', 'r'), 0, away.signal).next()
  away.abort()
  expect((await next).done).toBe(true)
})
