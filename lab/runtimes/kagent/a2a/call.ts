import { type A2aEvent, type Task, isTerminal } from '../../adk/wire.ts'
import type { Hosted } from '../hosted.ts'
import type { TaskEntry } from '../tasks.ts'
import type { World } from '../world.ts'
import { beginRun } from './begin.ts'
import { RpcError } from './errors.ts'
import { readListParams, readSent, readTaskParams } from './params.ts'
import { shaped, shapedTask } from './shapes.ts'
import type { Operation, WireVersion } from './wireVersion.ts'

export interface Call {
  world: World
  hosted: Hosted
  user: string
  version: WireVersion
  params: unknown
}

/** One result, or a stream of which each event is one. */
export type Answer = { result: unknown } | { events: ReadableStream<A2aEvent>; first?: Task }

/** @throws RpcError whatever is refused */
export const answer = (operation: Operation, call: Call): Promise<Answer> =>
  operations[operation](call)

const operations: Record<Operation, (call: Call) => Promise<Answer>> = {
  send: async ({ world, hosted, user, version, params }) => {
    const sent = readSent(version, params)
    const run = beginRun(world, hosted, user, sent)
    run.begin()
    const task = sent.immediate ? run.task() : await run.ended.catch(lost)
    return { result: await shaped(version, task) }
  },
  stream: async ({ world, hosted, user, version, params }) => {
    const run = beginRun(world, hosted, user, readSent(version, params))
    const events = run.listen()
    run.begin()
    return { events }
  },
  get: async (call) => {
    const { id, historyLength } = readTaskParams(call.params)
    const task = entryOf(call, id).run.task()
    const history = historyLength === undefined ? task.history : lastOf(task.history, historyLength)
    return { result: await shapedTask(call.version, { ...task, history }) }
  },
  list: async ({ world, hosted, user, version, params }) => {
    const { contextId, status, pageSize = 50, pageToken } = readListParams(params)
    const state = status?.replace('TASK_STATE_', '').toLowerCase().replaceAll('_', '-')
    const tasks = world.tasks
      .of(user, hosted.id)
      .filter((task) => !contextId || task.contextId === contextId)
      .filter((task) => !state || task.status.state === state)
    const from = Number(pageToken ?? 0)
    const to = from + pageSize
    return {
      result: {
        tasks: await Promise.all(tasks.slice(from, to).map((task) => shapedTask(version, task))),
        nextPageToken: to < tasks.length ? String(to) : '',
        pageSize,
        totalSize: tasks.length,
      },
    }
  },
  subscribe: async (call) => {
    const { id } = readTaskParams(call.params)
    const { run } = entryOf(call, id)
    const task = run.task()
    const { state } = task.status
    if (isTerminal(state))
      throw new RpcError(
        // The older python SDK calls it bad parameters, A2A 1.0 an operation that is not supported.
        call.version === '0.3' ? 'params' : 'unsupported',
        `Task ${id} is in terminal state: ${state}`,
      )
    const events = run.listen()
    // Only 1.0 begins with the task as it is; in 0.3 a client has to ask for that.
    return call.version === '1.0' ? { events, first: task } : { events }
  },
  cancel: async (call) => {
    const { id } = readTaskParams(call.params)
    const { state } = entryOf(call, id).run.task().status
    if (isTerminal(state))
      throw new RpcError('notCancelable', `Task cannot be canceled - current state: ${state}`)
    // The words of kagent-adk's executor; the code that they arrive with was never seen.
    throw new RpcError('internal', 'Cancellation is not supported')
  },
}

function entryOf({ world, hosted, user }: Call, id: string): TaskEntry {
  const entry = world.tasks.get(user, id)
  if (!entry || entry.agentId !== hosted.id) throw new RpcError('taskNotFound', 'Task not found')
  return entry
}

const lastOf = <Item>(items: Item[], count: number): Item[] => (count ? items.slice(-count) : [])

const lost = (): never => {
  throw new RpcError('internal', 'the agent went away before it had answered')
}
