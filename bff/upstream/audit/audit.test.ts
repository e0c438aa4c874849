import { expect, test } from 'vitest'

import { auditOf, callerOf, callView, refusedView } from '../../testing/audit.ts'

const presenter = { subject: 'presenter', groups: ['field-admin'] }
const guest = { subject: 'guest', groups: ['field-trial'] }
const ids = (entries: { id: string }[]) => entries.map(({ id }) => id)

test('a call is kept with who made it and what became of it, and comes back newest first', async () => {
  const { audit } = auditOf()
  await audit.keep(callerOf('presenter'), callView({ id: 'a' }))
  await audit.keep(callerOf('guest', 'bob'), refusedView({ id: 'b', persona: 'bob' }), '0badcafe…')
  const [newest, oldest] = await audit.entries(presenter, {})
  expect(oldest).toMatchObject({ id: 'a', operator: { subject: 'presenter' } })
  expect(newest).toEqual({
    id: 'b',
    at: '2026-11-20T12:00:00.000Z',
    gateway: 'kb',
    persona: 'bob',
    operator: { name: 'guest', subject: 'guest' },
    tool: 'search',
    outcome: 'refused',
    listed: 'hidden',
    words: 'hidden, refused',
    code: -32602,
    message: 'Unknown tool: get_product_info',
    status: 400,
    ms: 12,
    session: '0badcafe…',
    exchange: 'exchange-1',
  })
})

test('it keeps the newest of all operators together, and no more', async () => {
  const { audit } = auditOf({ kept: 2 })
  for (const [id, operator] of [
    ['a', 'presenter'],
    ['b', 'guest'],
    ['c', 'presenter'],
  ] as const)
    await audit.keep(callerOf(operator), callView({ id }))
  expect(ids(await audit.entries(presenter, {}))).toEqual(['c', 'b'])
})

test('T20: where readers are named, the others read and hear their own calls alone', async () => {
  const { audit, hub } = auditOf({ readers: ['field-admin'] })
  const heard = { presenter: 0, guest: 0, nobody: 0 }
  const listen = (subject: keyof typeof heard, groups?: string[]) =>
    hub.subscribe({
      subject,
      signIn: subject,
      ...(groups && { groups }),
      send: () => (heard[subject] += 1),
    })
  listen('presenter', presenter.groups)
  listen('guest', guest.groups)
  listen('nobody')
  await audit.keep(callerOf('presenter'), callView({ id: 'a' }))
  await audit.keep(callerOf('guest'), callView({ id: 'b' }))
  expect(ids(await audit.entries(presenter, {}))).toEqual(['b', 'a'])
  expect(ids(await audit.entries(guest, {}))).toEqual(['b'])
  expect(ids(await audit.entries(guest, { operator: 'presenter' }))).toEqual([])
  expect(await audit.entries({ subject: 'nobody' }, {})).toEqual([])
  expect(heard).toEqual({ presenter: 2, guest: 1, nobody: 0 })
  const summary = await audit.summary(guest, {})
  expect(summary).toMatchObject({ scope: 'own', calls: 1 })
  expect(summary.names.operators).toEqual([{ name: 'guest', subject: 'guest' }])
  expect(audit.scope(presenter)).toBe('everybody')
})

test('where no readers are named every operator reads everything', async () => {
  const { audit } = auditOf()
  await audit.keep(callerOf('presenter'), callView({ id: 'a' }))
  expect(ids(await audit.entries(guest, {}))).toEqual(['a'])
  expect(audit.scope(guest)).toBe('everybody')
})

test('it is sealed where it lies, and what cannot be opened is left out', async () => {
  const { audit, store, seal } = auditOf()
  await audit.keep(callerOf('presenter'), refusedView({ id: 'a' }))
  const [stored] = await store.entries('audit', 'console', 9)
  const text = Buffer.from(stored?.summary ?? []).toString('latin1')
  expect(text).not.toMatch(/presenter|Unknown tool|search/)
  const elsewhere = seal.seal('another place', { id: 'b' })
  await store.append('audit', 'console', { id: 'b', summary: elsewhere, data: elsewhere }, 9)
  expect(ids(await audit.entries(presenter, {}))).toEqual(['a'])
})

test('a store that fails loses the entry and says so, never the call', async () => {
  const { audit, store, losses } = auditOf()
  await store.close()
  await audit.keep(callerOf('presenter'), callView())
  expect(losses).toHaveLength(1)
})

test('a call that was never sent names no exchange', async () => {
  const { upstream } = auditOf()
  await upstream.audit.keep(callerOf('presenter'), callView({ exchange: '' }))
  const [entry] = await upstream.audit.entries(presenter, {})
  expect(entry).not.toHaveProperty('exchange')
})
