import type { TextStreamPart, ToolSet } from 'ai'

import type { AgentEvent, AgentLog } from './agent.ts'
import type { Explain } from './failure.ts'
import { usageOf } from './usageInTime.ts'

interface Telling {
  askFirst: Record<string, string>
  explain: Explain
  log: AgentLog
  mostSteps: number
}

/**
 * Tells the parts of `streamText` as events of an agent.
 * @returns whether an error was among them
 */
export async function* tellParts(
  stream: AsyncIterable<TextStreamPart<ToolSet>>,
  { askFirst, explain, log, mostSteps }: Telling,
): AsyncGenerator<AgentEvent, boolean> {
  // A model numbers its texts anew in each step; here every text of the turn has its own id.
  let texts = 0
  let steps = 0
  let failed = false
  // A quick tool may be done before its call of the model has ended; its result is told after that.
  let calling = false
  const early: AgentEvent[] = []
  const result = function* (event: AgentEvent): Generator<AgentEvent> {
    if (calling) early.push(event)
    else yield event
  }
  const fail = function* (failure: { message: string; code?: string }): Generator<AgentEvent> {
    failed = true
    log(`turn failed: ${failure.message}`)
    yield { type: 'error', ...failure }
  }
  for await (const part of stream) {
    switch (part.type) {
      case 'start-step':
        calling = true
        break
      case 'text-start':
        yield { type: 'text-start', id: `text-${++texts}` }
        break
      case 'text-delta':
        if (part.text !== '') yield { type: 'text-delta', id: `text-${texts}`, delta: part.text }
        break
      case 'text-end':
        yield { type: 'text-end', id: `text-${texts}` }
        break
      case 'tool-call':
        log(`tool ${part.toolName} ${JSON.stringify(part.input)}`)
        yield { type: 'tool-call', ...callOf(part) }
        break
      case 'tool-result':
        yield* result({
          type: 'tool-result',
          id: part.toolCallId,
          name: part.toolName,
          result: part.output,
          isError: saysError(part.output),
        })
        break
      case 'tool-error':
        yield* result(toolFailure(part, textOf(part.error)))
        break
      case 'tool-output-denied':
        yield* result(toolFailure(part, 'A person declined this call; it did not run.'))
        break
      case 'tool-approval-request':
        if (part.isAutomatic) break
        yield {
          type: 'approval',
          id: part.approvalId,
          call: callOf(part.toolCall),
          hint: part.reason ?? askFirst[part.toolCall.toolName] ?? '',
        }
        break
      case 'raw': {
        const usage = usageOf(part.rawValue)
        if (!usage) break
        yield { type: 'usage', ...usage }
        calling = false
        yield* early.splice(0)
        break
      }
      case 'finish-step':
        steps++
        yield* early.splice(0)
        if (part.finishReason === 'length') yield* fail(cutOff)
        if (part.finishReason === 'content-filter') yield* fail(filtered)
        if (part.finishReason === 'tool-calls' && steps === mostSteps)
          yield* fail(tooManySteps(steps))
        break
      case 'error':
        yield* fail(explain(part.error))
        break
      default:
    }
  }
  return failed
}

const callOf = ({
  toolCallId,
  toolName,
  input,
}: {
  toolCallId: string
  toolName: string
  input: unknown
}) => ({
  id: toolCallId,
  name: toolName,
  args: isRecord(input) ? input : {},
})

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const saysError = (output: unknown): boolean => isRecord(output) && output['isError'] === true

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const toolFailure = (
  { toolCallId: id, toolName: name }: { toolCallId: string; toolName: string },
  text: string,
): AgentEvent => ({
  type: 'tool-result',
  id,
  name,
  result: { content: [{ type: 'text', text }], isError: true },
  isError: true,
})

/** The name that kagent's runtime gives this end of an answer (kagent-adk 0.8.3). */
const cutOff = {
  message:
    'The model stopped at its limit of output tokens; the answer is cut off. Ask for less at a time.',
  code: 'MAX_TOKENS',
}

const filtered = {
  message: 'The model provider filtered the answer. Ask in other words.',
  code: 'SAFETY',
}

const tooManySteps = (steps: number) => ({
  message: `The agent called its model ${steps} times without coming to an answer and stopped. Ask for less at a time.`,
  code: 'MAX_STEPS',
})
