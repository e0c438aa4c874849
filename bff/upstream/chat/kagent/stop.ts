import type { StopView } from '../../../contract.ts'
import { valueAt } from '../../registry/envelope.ts'
import { readTask } from '../a2a/read.ts'
import { type A2aVersion, rpcOf } from '../a2a/request.ts'
import { rpcResult } from '../a2a/stream.ts'
import type { Turn } from '../adapter.ts'
import type { ChatParts } from '../parts.ts'
import { RuntimeRefusal } from '../refusal.ts'
import { lastTold } from '../told.ts'
import { askController } from './controller.ts'

const deadlineMs = 5_000
/** A2A: the task has ended already. */
const notCancelable = -32_002

const stoppedListening: StopView = {
  outcome: 'stopped_listening',
  sentence: 'Stopped listening. This agent cannot be cancelled and may still finish on kagent.',
}

/**
 * Asks kagent to cancel the task. Its Go agents do; those in Python refuse (kagent-adk up to 0.10 raises
 * NotImplementedError), and then the only truth is that nobody listens any more.
 */
export async function cancel(parts: ChatParts, turn: Turn, version: A2aVersion): Promise<StopView> {
  if (turn.taskId === undefined)
    return {
      outcome: 'stopped_listening',
      sentence:
        'Stopped listening before kagent had said which task it is. The agent may still finish.',
    }
  try {
    const body = rpcOf(version, 'cancel', { id: turn.taskId })
    const signal = AbortSignal.timeout(deadlineMs)
    const asked = { label: 'cancel', version, signal, body }
    const { answer, secrets } = await askController(parts, turn, asked)
    const result = rpcResult(await lastTold(answer, secrets))
    const { state } = readTask(valueAt(result, 'task') ?? result)
    if (state === 'canceled')
      return { outcome: 'cancelled', sentence: 'Cancelled. The agent on kagent has stopped.' }
    return stoppedListening
  } catch (error) {
    if (error instanceof RuntimeRefusal && error.rpcCode === notCancelable)
      return { outcome: 'already_done', sentence: 'The agent had finished already.' }
    return stoppedListening
  }
}
