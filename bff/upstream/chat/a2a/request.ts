import { randomUUID } from 'node:crypto'

import type { RunInput } from '../../../contract.ts'
import { hitlExtension, hitlPrefix, questionIds } from './interrupts.ts'

/** 0.3 and 1.0 name methods, roles and parts differently (A2A 0.3 section 7, 1.0 section 9). */
export type A2aVersion = '0.3' | '1.0'

const methods = {
  send: { '0.3': 'message/send', '1.0': 'SendMessage' },
  stream: { '0.3': 'message/stream', '1.0': 'SendStreamingMessage' },
  get: { '0.3': 'tasks/get', '1.0': 'GetTask' },
  resubscribe: { '0.3': 'tasks/resubscribe', '1.0': 'SubscribeToTask' },
  cancel: { '0.3': 'tasks/cancel', '1.0': 'CancelTask' },
} as const

/** A JSON-RPC request as text. */
export const rpcOf = (
  version: A2aVersion,
  method: keyof typeof methods,
  params: Record<string, unknown>,
): string =>
  JSON.stringify({ jsonrpc: '2.0', id: randomUUID(), method: methods[method][version], params })

/** What is sent beside the body. The extension has to be named by whoever wants its form of approvals. */
export const a2aHeaders = (version: A2aVersion): Record<string, string> => ({
  'content-type': 'application/json',
  accept: 'text/event-stream',
  'a2a-version': version,
  ...(version === '1.0' ? { 'a2a-extensions': hitlExtension } : {}),
})

interface Asked {
  input: RunInput
  conversation: string
  taskId: string | undefined
}

/** The parameters of a question, or of a decision about a task that waits. */
export function messageOf(version: A2aVersion, { input, conversation, taskId }: Asked) {
  const old = version === '0.3'
  const text = (words: string) => (old ? { kind: 'text', text: words } : { text: words })
  const data = (value: unknown) => (old ? { kind: 'data', data: value } : { data: value })
  return {
    message: {
      ...(old ? { kind: 'message' } : {}),
      messageId: randomUUID(),
      role: old ? 'user' : 'ROLE_USER',
      contextId: conversation,
      ...(taskId === undefined ? {} : { taskId }),
      ...contentOf(input, text, data),
    },
  }
}

type MakePart = (value: string) => unknown

function contentOf(input: RunInput, text: MakePart, data: (value: unknown) => unknown) {
  if (input.kind === 'text') return { parts: [text(input.text)] }
  const { approved, reason, interruptId } = input
  if (interruptId === questionIds.plain) return { parts: [text(reason ?? '')] }
  if (interruptId === questionIds.askUser) {
    const answers = { decision_type: 'approve', ask_user_answers: [{ answer: [reason ?? ''] }] }
    return { parts: [data(answers), text(reason ?? '')] }
  }
  const words = approved ? 'Approved' : `Rejected${reason ? `: ${reason}` : ''}`
  if (interruptId.startsWith(hitlPrefix)) {
    const ids = interruptId.slice(hitlPrefix.length).split(',')
    const approvals = ids.map((id) => ({ id, approved, ...(reason ? { reason } : {}) }))
    const response = { type: 'tool_approval_response', approvals }
    return {
      parts: [text(words)],
      extensions: [hitlExtension],
      metadata: { [hitlExtension]: response },
    }
  }
  const decision = {
    decision_type: approved ? 'approve' : 'reject',
    ...(reason ? { rejection_reason: reason } : {}),
  }
  return { parts: [data(decision), text(words)] }
}
