import { recordsAt, valueAt } from '../../registry/envelope.ts'
import { isEventStream } from '../../wire.ts'
import { textOf } from '../a2a/interrupts.ts'
import { listen } from '../a2a/listen.ts'
import { A2aMapper } from '../a2a/mapper.ts'
import { type A2aTask, readTask } from '../a2a/read.ts'
import { type A2aVersion, rpcOf } from '../a2a/request.ts'
import { rpcResult } from '../a2a/stream.ts'
import type { Turn } from '../adapter.ts'
import type { Work } from '../drive.ts'
import type { ChatParts } from '../parts.ts'
import { RuntimeRefusal } from '../refusal.ts'
import { lastTold } from '../told.ts'
import { askController } from './controller.ts'

/**
 * What became of a run whose stream broke off, from its beginning. The stream is taken up again before the
 * task is read, so that nothing is said between the two unheard; messages that come by both ways count once.
 */
export async function* whatBecame(
  parts: ChatParts,
  turn: Turn,
  version: A2aVersion,
  work: Work,
): AsyncGenerator<void> {
  const mapper = new A2aMapper(work.writer)
  const rest = await takenUp(parts, turn, version, work.signal)
  const task =
    (await taskById(parts, turn, version, work)) ?? (await newestTask(parts, turn, version, work))
  if (task === undefined)
    throw new RuntimeRefusal('It keeps nothing of this question.', { status: 404 })
  work.task(task.id)
  mapper.replay(task)
  yield
  if (rest === undefined) return
  if (work.writer.ended) await rest.answer.body.return()
  else yield* listen(work, mapper, rest)
}

/** The stream of a task that still runs; undefined where it has ended or kagent does not know it. */
async function takenUp(parts: ChatParts, turn: Turn, version: A2aVersion, signal: AbortSignal) {
  if (turn.taskId === undefined) return undefined
  const body = rpcOf(version, 'resubscribe', { id: turn.taskId })
  const heard = await askController(parts, turn, { label: 'resume', version, signal, body })
  const streams = isEventStream(heard.answer.headers.get('content-type') ?? null)
  if (heard.answer.status === 200 && streams) return heard
  await heard.answer.body.return()
  return undefined
}

async function taskById(
  parts: ChatParts,
  turn: Turn,
  version: A2aVersion,
  { began, signal }: Work,
) {
  if (turn.taskId === undefined) return undefined
  const body = rpcOf(version, 'get', { id: turn.taskId })
  const heard = await askController(parts, turn, {
    label: 'read the task',
    version,
    signal,
    began,
    body,
  })
  try {
    const result = rpcResult(await lastTold(heard.answer, heard.secrets))
    return readTask(valueAt(result, 'task') ?? result)
  } catch (error) {
    if (error instanceof RuntimeRefusal) return undefined
    throw error
  }
}

/** By the session, where the stream broke before it named its task: the last one, if it asks what was asked. */
async function newestTask(
  parts: ChatParts,
  turn: Turn,
  version: A2aVersion,
  { began, signal }: Work,
): Promise<A2aTask | undefined> {
  const path = `api/sessions/${encodeURIComponent(turn.conversation)}/tasks`
  const asked = { label: 'read the session', version, signal, began, path }
  const heard = await askController(parts, turn, asked)
  const tasks = recordsAt(await lastTold(heard.answer, heard.secrets), 'data').map(readTask)
  if (turn.taskId !== undefined) return tasks.find(({ id }) => id === turn.taskId)
  const task = tasks.at(-1)
  const question = task?.history.findLast(({ role }) => role === 'user')
  const same = turn.input.kind === 'text' && textOf(question) === turn.input.text.trim()
  return same ? task : undefined
}
