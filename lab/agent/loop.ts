import { type ModelMessage, isStepCount, streamText } from 'ai'

import type { AgentEvent, AgentLog, AgentTurn } from './agent.ts'
import type { Explain } from './failure.ts'
import { messagesOf } from './messages.ts'
import { tellParts } from './parts.ts'
import { type OpenTools, type Toolbox, ToolsUnavailable } from './toolbox.ts'
import { type Model4, usageInTime } from './usageInTime.ts'

/** How often the model may be called in one turn; an answer that needs more is going in circles. */
const mostSteps = 12

interface TurnParts {
  turn: AgentTurn
  model: Model4
  instructions: string
  openTools: OpenTools
  explain: Explain
  log: AgentLog
}

/**
 * One turn: the model and its tools take turns until there is an answer, an approval is needed, or the
 * limit of steps is reached. Never throws for what a model or a tool does; that becomes an `error` event.
 */
export async function* startTurn(parts: TurnParts): AsyncIterable<AgentEvent> {
  const { turn, openTools, explain, log } = parts
  let toolbox: Toolbox | undefined
  try {
    turn.signal.throwIfAborted()
    toolbox = await openTools(turn.signal)
    yield* answer(parts, toolbox)
  } catch (error) {
    if (turn.signal.aborted) return
    const failure =
      error instanceof ToolsUnavailable
        ? { message: error.message, code: error.code }
        : explain(error)
    log(`turn failed: ${failure.message}`)
    yield { type: 'error', ...failure }
    yield { type: 'finish', history: [...turn.history] }
  } finally {
    await toolbox?.close().catch((error: unknown) => log(`closing the tools: ${String(error)}`))
  }
}

async function* answer(
  { turn, model, instructions, explain, log }: TurnParts,
  { tools, askFirst }: Toolbox,
): AsyncIterable<AgentEvent> {
  const messages = messagesOf(turn.history, turn.input)
  const result = streamText({
    model: usageInTime(model),
    include: { rawChunks: true },
    instructions,
    messages,
    tools,
    stopWhen: isStepCount(mostSteps),
    abortSignal: turn.signal,
    // Somebody waits: one more try, after two seconds, and then the failure is told.
    maxRetries: 1,
    toolApproval: Object.fromEntries(
      Object.entries(askFirst).map(([name, reason]) => [name, { type: 'user-approval', reason }]),
    ),
    // The failure is told as an event; without a handler the library also prints it, stack and all.
    onError: () => undefined,
  })
  const failed = yield* tellParts(result.stream, { askFirst, explain, log, mostSteps })
  if (turn.signal.aborted) return
  const history: ModelMessage[] = failed
    ? [...turn.history]
    : [...messages, ...(await result.responseMessages)]
  yield { type: 'finish', history }
}
