import type { AgentEvent } from '../../../agent/agent.ts'

/** A message in the words of Bedrock's Converse API, which Strands uses throughout. */
interface ConverseMessage {
  role: 'user' | 'assistant'
  content: Record<string, unknown>[]
}

interface Usage {
  inputTokens: number
  outputTokens: number
  totalTokens: number
}

/** One turn of an agent as Strands' `stream_async` tells it: model events as they come, then whole messages. */
export interface StrandsTurn {
  /** What to send for this event, in order. */
  feed(event: AgentEvent): Record<string, unknown>[]
  messages: ConverseMessage[]
  usage: Usage
  interrupts: { id: string; name: string; reason: unknown }[]
}

const event = (name: string, value: object) => ({ event: { [name]: value } })

/**
 * Retells a turn. Results of tools are told together when the step is over, as Strands appends them in
 * one message; every assistant message is repeated whole after its deltas.
 */
export function createStrandsTurn(): StrandsTurn {
  const messages: ConverseMessage[] = []
  const usage: Usage = { inputTokens: 0, outputTokens: 0, totalTokens: 0 }
  const interrupts: StrandsTurn['interrupts'] = []
  let open: Record<string, unknown>[] | undefined
  let results: Record<string, unknown>[] = []
  let text: string | undefined
  const called = new Set<string>()

  const index = () => open?.length ?? 0
  const keep = (message: ConverseMessage) => {
    messages.push(message)
    return { message }
  }
  const begin = () => {
    if (open) return []
    const before = results.length > 0 ? endStep() : []
    open = []
    return [...before, event('messageStart', { role: 'assistant' })]
  }
  const block = (content: Record<string, unknown>) => {
    const stop = event('contentBlockStop', { contentBlockIndex: index() })
    open?.push(content)
    return stop
  }
  const endText = () => {
    if (text === undefined) return []
    const stop = block({ text })
    text = undefined
    return [stop]
  }
  const endMessage = (used?: Usage): Record<string, unknown>[] => {
    const cut = endText() // by a failure in the middle
    const content = open
    open = undefined
    const metadata = used ? [event('metadata', { usage: used })] : []
    if (!content) return metadata
    const stopReason = content.some((part) => 'toolUse' in part) ? 'tool_use' : 'end_turn'
    const whole = keep({ role: 'assistant', content })
    return [...cut, event('messageStop', { stopReason }), ...metadata, whole]
  }
  const endStep = (): Record<string, unknown>[] => {
    const told = endMessage()
    const content = results
    results = []
    return content.length > 0 ? [...told, keep({ role: 'user', content })] : told
  }

  const feed = (told: AgentEvent): Record<string, unknown>[] => {
    switch (told.type) {
      case 'text-start':
        text = ''
        return begin()
      case 'text-delta':
        text = (text ?? '') + told.delta
        return [
          event('contentBlockDelta', { contentBlockIndex: index(), delta: { text: told.delta } }),
        ]
      case 'text-end':
        return endText()
      case 'tool-call': {
        const { id: toolUseId, name, args: input } = told
        called.add(toolUseId)
        const before = begin()
        const at = { contentBlockIndex: index() }
        return [
          ...before,
          event('contentBlockStart', { ...at, start: { toolUse: { toolUseId, name } } }),
          event('contentBlockDelta', {
            ...at,
            delta: { toolUse: { input: JSON.stringify(input) } },
          }),
          block({ toolUse: { toolUseId, name, input } }),
        ]
      }
      case 'tool-result':
        results.push({ toolResult: toolResult(told) })
        called.delete(told.id)
        return open || called.size > 0 ? [] : endStep()
      case 'approval':
        called.delete(told.call.id)
        interrupts.push({
          id: told.id,
          name: told.call.name,
          reason: { message: told.hint, toolUse: told.call },
        })
        return []
      case 'usage': {
        const { inputTokens, outputTokens, totalTokens } = told
        usage.inputTokens += inputTokens
        usage.outputTokens += outputTokens
        usage.totalTokens += totalTokens
        const closed = endMessage({ inputTokens, outputTokens, totalTokens })
        return called.size > 0 ? closed : [...closed, ...endStep()]
      }
      default: // error, finish
        return endStep()
    }
  }
  return { feed, messages, usage, interrupts }
}

/** A tool's result in Converse's shape: MCP's own content where it has one, otherwise the value as JSON. */
function toolResult({ id, result, isError }: Extract<AgentEvent, { type: 'tool-result' }>) {
  const parts = contentOf(result)
  return {
    toolUseId: id,
    status: isError ? 'error' : 'success',
    content: parts ? parts.map(converseContent) : [{ json: result }],
  }
}

const contentOf = (result: unknown): unknown[] | undefined =>
  typeof result === 'object' && result && 'content' in result && Array.isArray(result.content)
    ? result.content
    : undefined

const converseContent = (part: unknown): Record<string, unknown> =>
  typeof part === 'object' && part && 'text' in part ? { text: part.text } : { json: part }
