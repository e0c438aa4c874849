import { expect, test, vi } from 'vitest'

import type { BffEvent } from '../../contract.ts'
import { createHub } from '../../observe/hub.ts'
import { noon, signInOf } from '../../testing/upstream.ts'
import { createAsks } from './asks.ts'
import { createIncoming } from './incoming.ts'
import { createNotices } from './notices.ts'
import { createPatience } from './patience.ts'
import type { RpcOut } from './protocol.ts'
import { createUnderWay } from './underWay.ts'

const signIn = signInOf('presenter')
const caller = { gateway: 'kb', persona: 'alice', signIn }
const call = '7d3d1c1e-4c1b-4b0e-9a53-0a1c5b0a6f11'

const clock = () => noon

function listening() {
  const hub = createHub()
  const told: BffEvent[] = []
  hub.subscribe({ subject: 'presenter', signIn: signIn.id, send: (event) => told.push(event) })
  const [asks, notices, underWay] = [
    createAsks({ hub, clock }),
    createNotices({ hub, clock }),
    createUnderWay(),
  ]
  const changed = vi.fn<() => void>()
  const incoming = createIncoming({ asks, notices, underWay, listChanged: changed })
  const replies: RpcOut[] = []
  const where = {
    caller,
    exchange: 'e1',
    reply: (message: RpcOut) => void replies.push(message),
  }
  const waiting = (name?: string) =>
    underWay.enter({
      signIn: signIn.id,
      gateway: 'kb',
      persona: 'alice',
      id: 1,
      patience: createPatience(60_000),
      ...(name && { call: name }),
    })
  return { told, asks, notices, changed, incoming, replies, where, waiting }
}

test('what a server may ask of any client is answered at once, and what this one lacks is refused', async () => {
  const { incoming, replies, where, asks } = listening()
  incoming({ id: 1, method: 'ping', params: {} }, where)
  incoming({ id: 'two', method: 'roots/list', params: {} }, where)
  incoming({ id: 3, method: 'tasks/list', params: {} }, where)
  incoming({ id: 4, method: 'elicitation/create', params: { mode: 'url', url: 'http://x' } }, where)
  const huge = { messages: ['x'.repeat(70_000)] }
  incoming({ id: 5, method: 'sampling/createMessage', params: huge }, where)
  await vi.waitFor(() => expect(replies).toHaveLength(5))
  expect(replies).toMatchObject([
    { id: 1, result: {} },
    { id: 'two', result: { roots: [] } },
    { id: 3, error: { code: -32601 } },
    { id: 4, error: { code: -32602 } },
    { id: 5, error: { code: -32602 } },
  ])
  expect(asks.list(signIn)).toEqual([])
})

test('a notification on a shared stream finds its call by its token, or as the only one', () => {
  const { incoming, notices, where, waiting } = listening()
  const { leave } = waiting(call)
  const progress = {
    method: 'notifications/progress',
    params: { progressToken: call, progress: 1 },
  }
  incoming(progress, where)
  incoming({ method: 'notifications/message', params: { level: 'info', data: 'x' } }, where)
  waiting()
  incoming({ method: 'notifications/message', params: {} }, where)
  leave()
  incoming(progress, where)
  expect(notices.list(signIn).map((one) => [one.kind, one.call])).toEqual([
    ['progress', undefined],
    ['log', undefined],
    ['log', call],
    ['progress', call],
  ])
  expect(notices.list(signInOf('somebody'))).toEqual([])
})

test('a question holds the patience of its call, and is over with it', async () => {
  const { incoming, asks, replies, where, waiting } = listening()
  const { entry, leave } = waiting(call)
  const hold = vi.spyOn(entry.patience, 'hold')
  incoming({ id: 9, method: 'elicitation/create', params: { message: 'Which?' } }, where)
  expect(asks.list(signIn)).toMatchObject([{ call, message: 'Which?', schema: {} }])
  expect(hold).toHaveBeenCalledOnce()
  leave()
  await vi.waitFor(() => expect(replies).toEqual([{ id: 9, result: { action: 'cancel' } }]))
})

test('that tools changed is told on, and what is kept and told of notices is redacted and bounded', () => {
  const { incoming, notices, changed, where, told } = listening()
  incoming({ method: 'notifications/tools/list_changed', params: {} }, where)
  expect(changed).toHaveBeenCalledOnce()
  incoming({ method: 'notifications/message', params: { data: { password: 'hush' } } }, where)
  expect(JSON.stringify(notices.list(signIn))).not.toContain('hush')
  incoming({ method: 'notifications/message', params: { data: 'x'.repeat(50_000) } }, where)
  expect(JSON.stringify(notices.list(signIn)[0]).length).toBeLessThan(20_000)
  for (let count = 0; count < 250; count++)
    incoming({ method: 'notifications/x', params: {} }, where)
  expect(notices.list(signIn)).toHaveLength(200)
  expect(told).toHaveLength(50)
  expect(notices.list(signIn, 'other')).toEqual([])
})
