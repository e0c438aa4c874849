import type { InterruptView } from '../../../contract.ts'
import { recordsAt, textAt, valueAt } from '../../registry/envelope.ts'
import type { AnswerWriter } from '../answer/writer.ts'
import type { A2aMessage } from './read.ts'
import type { Confirmation } from './tools.ts'

/** kagent's extension for people in the loop (main since 2026-08-12); 0.9 and 0.10 wrap ADK's function calls. */
export const hitlExtension = 'https://kagent.dev/extensions/hitl/v1'
/** Interrupts of the extension carry the ids that its answer has to name. */
export const hitlPrefix = 'hitl:'

/** Questions are answered in words, the `reason` of a decision; those by a tool in the form it waits for. */
export const questionIds = { plain: 'question', askUser: 'ask_user' }

/** The tool that asks the person a question (kagent-adk 0.8.3). */
const askUser = 'ask_user'

/**
 * What a task in `input-required` waits for. Everything that is pending is one decision: a reader who
 * allows one call must not allow another unseen, so all of them are named.
 */
export function interruptFor(
  writer: AnswerWriter,
  pending: readonly Confirmation[],
  message: A2aMessage | undefined,
): InterruptView {
  const extension = valueAt(message?.metadata, hitlExtension)
  if (textAt(extension, 'type') === 'tool_approval_request')
    return approvalByExtension(writer, extension)
  const [first] = pending
  if (first === undefined) return question(questionIds.plain, textOf(message))
  if (first.call.name === askUser)
    return question(questionIds.askUser, questionsOf(first.call.args))
  for (const { call } of pending) writer.call(call.id, call.name, call.args)
  const names = pending.map(({ call }) => call.name)
  const hints = pending.flatMap(({ hint }) => hint ?? [])
  return approval(first.call.id, first.call.id, names, hints)
}

function approvalByExtension(writer: AnswerWriter, extension: unknown): InterruptView {
  const tools = recordsAt(extension, 'tools').map((tool) => {
    const id = textAt(tool, 'id') ?? ''
    const callId = textAt(tool, 'call_id') ?? id
    return { id, callId, name: textAt(tool, 'name') ?? 'unnamed', args: tool['args'] }
  })
  for (const { callId, name, args } of tools) writer.call(callId, name, args)
  const id = `${hitlPrefix}${tools.map((tool) => tool.id).join(',')}`
  const hint = textAt(extension, 'hint')
  const names = tools.map(({ name }) => name)
  return approval(id, tools[0]?.callId ?? id, names, hint === undefined ? [] : [hint])
}

function approval(id: string, toolCallId: string, names: string[], hints: string[]): InterruptView {
  const asked = names.length > 1 ? [decisionFor(names)] : []
  const message = [...asked, ...new Set(hints)].join(' ')
  return { id, reason: 'tool_approval', toolCallId, ...(message === '' ? {} : { message }) }
}

export const decisionFor = (names: readonly string[]): string =>
  `One decision for ${names.length} calls: ${names.join(', ')}.`

const question = (id: string, message: string): InterruptView => ({
  id,
  reason: 'question',
  ...(message === '' ? {} : { message }),
})

const questionsOf = (args: unknown): string =>
  recordsAt(args, 'questions')
    .map((one) => {
      const choices = valueAt(one, 'choices')
      const offered = Array.isArray(choices) ? choices.map(String) : []
      const asked = textAt(one, 'question') ?? ''
      return offered.length === 0 ? asked : `${asked} (${offered.join(', ')})`
    })
    .join('\n')

export const textOf = (message: A2aMessage | undefined): string =>
  (message?.parts ?? [])
    .flatMap((part) => (part.kind === 'text' ? part.text : []))
    .join('\n')
    .trim()
