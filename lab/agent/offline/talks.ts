import type { Model4 } from '../usageInTime.ts'
import type { Step, Talk } from './planner.ts'

type Prompt = Parameters<Model4['doStream']>[0]['prompt']
type Content = Extract<Prompt[number], { role: 'tool' }>['content'][number]
type Result = Extract<Content, { type: 'tool-result' }>

/** Reads a prompt as a conversation: each question with the tool calls made for it and what they returned. */
export function talksOf(prompt: Prompt): Talk[] {
  const talks: Talk[] = []
  const args = new Map<string, Record<string, unknown>>()
  for (const message of prompt) {
    if (message.role === 'user')
      talks.push({
        question: message.content.map((part) => (part.type === 'text' ? part.text : '')).join('\n'),
        steps: [],
      })
    if (message.role === 'assistant')
      for (const part of message.content)
        if (part.type === 'tool-call') args.set(part.toolCallId, recordOf(part.input))
    if (message.role === 'tool')
      for (const part of message.content)
        if (part.type === 'tool-result') talks.at(-1)?.steps.push(stepOf(part, args))
  }
  return talks
}

function stepOf(
  { toolCallId, toolName, output }: Result,
  args: Map<string, Record<string, unknown>>,
): Step {
  const step = { name: toolName, args: args.get(toolCallId) ?? {} }
  switch (output.type) {
    case 'text':
      return { ...step, text: output.value, outcome: 'ok' }
    case 'error-text':
      // The loop hands a thrown error on with its class before the message.
      return { ...step, text: output.value.replace(/^Error: /, ''), outcome: 'error' }
    case 'json':
      return { ...step, text: JSON.stringify(output.value), outcome: 'ok' }
    case 'error-json':
      return { ...step, text: JSON.stringify(output.value), outcome: 'error' }
    case 'execution-denied':
      return {
        ...step,
        text: '',
        outcome: 'denied',
        ...(output.reason !== undefined && { reason: output.reason }),
      }
    default:
      return {
        ...step,
        text: output.value.map((part) => (part.type === 'text' ? part.text : '')).join('\n'),
        outcome: 'ok',
      }
  }
}

/** A tool's input is an object, or the JSON text of one where the model streamed it. */
function recordOf(input: unknown): Record<string, unknown> {
  const value: unknown = typeof input === 'string' ? JSON.parse(input) : input
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
