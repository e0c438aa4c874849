import { randomUUID } from 'node:crypto'

import type { AgentInput } from '../../../agent/agent.ts'
import { decisionOf } from '../../adk/confirmation.ts'
import { createAdkTurn } from '../../adk/turn.ts'
import { type A2aEvent, type Task, isTerminal, textOf } from '../../adk/wire.ts'
import type { Hosted } from '../hosted.ts'
import { streams } from '../manifest.ts'
import { type Run, createRun } from '../run.ts'
import type { Session } from '../sessions.ts'
import type { World } from '../world.ts'
import { RpcError } from './errors.ts'
import type { Sent } from './params.ts'

/** The first letters of a question, as kagent's own UI names a session. */
const titleLength = 20

/**
 * Begins a task with a message, or goes on with one that waits for a person. The session is the
 * message's context; there is one of that name per user.
 * @throws RpcError for a task that is not the caller's, not the agent's, or does not wait
 */
export function beginRun(
  world: World,
  hosted: Hosted,
  user: string,
  sent: Sent,
): Run & { begin(): void } {
  const agent = hosted.agent()
  if (!agent)
    throw new RpcError(
      'internal',
      `agent ${hosted.manifest.metadata.name} is not ready: ${hosted.failure() ?? 'it is starting'}`,
    )
  const before = sent.taskId ? waitingTask(world, hosted, user, sent.taskId) : undefined
  const { message } = sent
  const contextId = before?.contextId ?? sent.contextId ?? randomUUID()
  if (sent.contextId && sent.contextId !== contextId)
    throw new RpcError('params', `Invalid params: task ${sent.taskId} is not in that context`)
  const input: AgentInput | undefined = before
    ? decisionOf(message, before)
    : { kind: 'text', text: textOf(message) }
  if (!input)
    throw new RpcError(
      'params',
      `Invalid params: task ${sent.taskId} waits for a decision: a data part with decision_type`,
    )
  const text = textOf(message)
  const session =
    world.sessions.get(user, contextId) ??
    world.sessions.upsert({
      user,
      agentId: hosted.id,
      id: contextId,
      name: text.length > titleLength ? `${text.slice(0, titleLength)}...` : text,
    })
  const taskId = before?.id ?? randomUUID()
  const turn = createAdkTurn({
    taskId,
    contextId,
    appName: hosted.id,
    userId: user,
    author: `${hosted.manifest.metadata.name.replaceAll('-', '_')}_agent`,
    message: { ...message, taskId, contextId },
    ...(before && { task: before }),
    stream: streams(hosted.manifest),
    clock: world.clock,
  })
  world.sessions.append(session, message.messageId, message)
  const run = createRun({
    agent,
    turn,
    input,
    history: world.sessions.history(session, hosted.id),
    gone: hosted.gone,
    heard: (event) => {
      keep(world, session, event)
      if (event.kind === 'status-update' && event.final)
        hosted.log(`task ${taskId} of ${user}: ${event.status.state}`)
    },
    remember: (history) => world.sessions.remember(session, hosted.id, history),
  })
  world.tasks.set(taskId, { user, sessionId: session.id, agentId: hosted.id, run })
  hosted.log(`task ${taskId} of ${user}: ${before ? 'goes on' : 'submitted'}`)
  return run
}

function waitingTask(world: World, hosted: Hosted, user: string, id: string): Task {
  const entry = world.tasks.get(user, id)
  if (!entry || entry.agentId !== hosted.id)
    throw new RpcError('taskNotFound', `Task ${id} was specified but does not exist`)
  const task = entry.run.task()
  const { state } = task.status
  if (isTerminal(state)) throw new RpcError('params', `Task ${id} is in terminal state: ${state}`)
  if (entry.run.running()) throw new RpcError('params', `Task ${id} is still running`)
  return task
}

/** Whole messages of the agent are the session's events; deltas are not. */
function keep(world: World, session: Session, event: A2aEvent): void {
  if (event.kind !== 'status-update' || event.status.state !== 'working') return
  const { message } = event.status
  if (message && message.metadata?.['kagent_adk_partial'] !== true)
    world.sessions.append(session, message.messageId, message)
}
