import { EventType } from '@ag-ui/core'
import { EventSchema } from '@ag-ui/core/schemas'
import type * as z from 'zod'

import type { InterruptView, RunOutcome } from '../../../contract.ts'
import type { AnswerWriter } from '../answer/writer.ts'
import { agentFailed } from '../failures.ts'

type AguiEvent = z.output<typeof EventSchema>
type Finished = Extract<AguiEvent, { type: EventType.RUN_FINISHED }>

/** Writes an event of AG-UI 1.0, cut to what the browser knows; the rest is kept for the raw view. */
export function writeAgui(writer: AnswerWriter, value: unknown): void {
  const parsed = EventSchema.safeParse(value)
  if (!parsed.success) return writer.raw(value)
  const event = parsed.data
  switch (event.type) {
    case EventType.RUN_STARTED:
    case EventType.TEXT_MESSAGE_START:
    case EventType.REASONING_MESSAGE_START:
    case EventType.REASONING_START:
    case EventType.REASONING_END:
      return undefined
    case EventType.TEXT_MESSAGE_CONTENT:
      return writer.text(event.delta, { partial: true })
    case EventType.TEXT_MESSAGE_CHUNK:
      return writer.text(event.delta ?? '', { partial: true })
    case EventType.REASONING_MESSAGE_CONTENT:
      return writer.reasoning(event.delta, { partial: true })
    case EventType.TEXT_MESSAGE_END:
    case EventType.REASONING_MESSAGE_END:
      return writer.closeText()
    case EventType.TOOL_CALL_START:
      writer.beginCall(event.toolCallId, event.toolCallName)
      return undefined
    case EventType.TOOL_CALL_ARGS:
      return writer.emit({
        type: 'TOOL_CALL_ARGS',
        toolCallId: event.toolCallId,
        delta: event.delta,
      })
    case EventType.TOOL_CALL_END:
      return writer.emit({ type: 'TOOL_CALL_END', toolCallId: event.toolCallId })
    case EventType.TOOL_CALL_RESULT:
      return writer.result(event.toolCallId, event.content, event.metadata?.['isError'] === true)
    case EventType.RUN_FINISHED:
      addUsage(writer, event.usage)
      return writer.finish(outcomeOf(event))
    case EventType.RUN_ERROR:
      addUsage(writer, event.usage)
      return writer.fail(agentFailed(event.message, event.code))
    default:
      return writer.raw(value)
  }
}

function addUsage(writer: AnswerWriter, usage: Finished['usage']): void {
  for (const { inputTokens: input = 0, outputTokens: output = 0, totalTokens } of usage ?? [])
    writer.usage.add({ input, output, total: totalTokens ?? input + output })
}

function outcomeOf({ outcome }: Finished): RunOutcome {
  if (outcome?.type === 'cancelled') return { type: 'cancelled' }
  if (outcome?.type !== 'interrupt') return { type: 'success' }
  const interrupts = outcome.interrupts.map(({ id, reason, message, toolCallId }) => ({
    id,
    reason: reasonOf(reason, toolCallId),
    ...(message === undefined ? {} : { message }),
    ...(toolCallId === undefined ? {} : { toolCallId }),
  }))
  return { type: 'interrupt', interrupts }
}

/** AG-UI leaves the words for reasons to the agent. */
function reasonOf(reason: string, toolCallId: string | undefined): InterruptView['reason'] {
  if (/auth|login|credential/i.test(reason)) return 'auth'
  return toolCallId !== undefined || /approv|confirm/i.test(reason) ? 'tool_approval' : 'question'
}

/** Whether a value is an AG-UI event by its form. */
export const looksLikeAgui = (value: unknown): boolean => EventSchema.safeParse(value).success
