import { textAt, valueAt } from '../../registry/envelope.ts'
import type { AnswerWriter } from '../answer/writer.ts'
import { type A2aPart, noteOf } from './read.ts'

type DataPart = Extract<A2aPart, { kind: 'data' }>

/** A call that waits for a person, as ADK wraps it. */
export interface Confirmation {
  /** The wrapped call. */
  call: { id: string; name: string; args: unknown }
  hint: string | undefined
}

/** ADK's own function calls (adk-python 1.25), no tools of the agent. */
const confirm = 'adk_request_confirmation'
const internal = new Set([confirm, 'adk_request_credential'])
/** Results that stand in for one that a person has to allow first (kagent-adk 0.8.3). */
const standIns = new Set(['pending', 'confirmation_requested'])

/**
 * Writes the tool call or tool result that a data part holds; answers the confirmation where it asks for
 * one. Parts that passed through a registry have lost their metadata and are told by their shape.
 */
export function writeData(writer: AnswerWriter, part: DataPart): Confirmation | undefined {
  const { data, metadata } = part
  if (Object.keys(data).length === 0) return undefined
  const type = noteOf(metadata, 'type') ?? shapeOf(data)
  const id = textAt(data, 'id') ?? textAt(data, 'name') ?? 'call'
  const name = textAt(data, 'name') ?? 'unnamed'
  if (type === 'function_call') {
    if (name === confirm || valueAt(data, 'args', 'originalFunctionCall') !== undefined)
      return confirmationIn(data)
    if (!internal.has(name)) writer.call(id, name, data['args'])
  } else if (type === 'function_response') {
    const { response } = data
    const standIn = standIns.has(textAt(response, 'status') ?? '')
    if (internal.has(name) || standIn) return undefined
    const result = valueAt(response, 'result') ?? response
    const isError = isTrue(response) || isTrue(result)
    writer.result(id, result, isError)
  } else writer.raw({ data, metadata })
  return undefined
}

const isTrue = (value: unknown): boolean => valueAt(value, 'isError') === true

const shapeOf = (data: Record<string, unknown>): string | undefined => {
  if ('response' in data) return 'function_response'
  return 'args' in data ? 'function_call' : undefined
}

function confirmationIn(data: Record<string, unknown>): Confirmation | undefined {
  const original = valueAt(data, 'args', 'originalFunctionCall')
  const name = textAt(original, 'name')
  if (name === undefined) return undefined
  const id = textAt(original, 'id') ?? textAt(data, 'id') ?? name
  const hint = textAt(data, 'args', 'toolConfirmation', 'hint')
  return { call: { id, name, args: valueAt(original, 'args') }, hint }
}
