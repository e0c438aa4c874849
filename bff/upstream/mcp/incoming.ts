import type { McpAsk } from '../../contract.ts'
import { lineageOf } from '../../session/signIns.ts'
import { redactText } from '../redact.ts'
import { isRecord, type RpcHeard } from '../wire.ts'
import type { AskReply, Asks, NewAsk } from './asks.ts'
import { shownSchema } from './form.ts'
import { type Notices, redactedRecord } from './notices.ts'
import { rpcCodes, type RpcOut } from './protocol.ts'
import type { McpCaller } from './types.ts'
import type { CallsUnderWay, UnderWay } from './underWay.ts'

/** Where something was heard. */
interface Hearing {
  caller: McpCaller
  exchange: string
  /** The request in whose own answer it came; left out for a stream that several share. */
  within?: UnderWay
  /** Sends the answer to a request of the server. */
  reply: (message: RpcOut, label: string) => void
}

export type Incoming = (heard: RpcHeard, where: Hearing) => void

/** Characters of a question, all of it as JSON. */
const longestAsk = 65_536

/**
 * Deals with what servers say by themselves: notifications are kept, questions go to the person whose
 * persona caused them, and everything else that wants an answer gets one at once.
 */
export function createIncoming(parts: {
  notices: Notices
  asks: Asks
  underWay: CallsUnderWay
  listChanged: (caller: McpCaller) => void
}): Incoming {
  const { notices, asks, underWay } = parts

  function belongsTo({ params }: RpcHeard, { caller, within }: Hearing): UnderWay | undefined {
    if (within !== undefined) return within
    const whose = { ...caller, signIn: lineageOf(caller.signIn) }
    const token = params['progressToken']
    return typeof token === 'string' ? underWay.named(whose, token) : underWay.only(whose)
  }

  async function answer(heard: RpcHeard, where: Hearing, entry?: UnderWay): Promise<AskReply> {
    if (heard.method === 'ping') return { result: {} }
    if (heard.method === 'roots/list') return { result: { roots: [] } }
    const ask = askOf(heard, where.caller, entry?.call)
    if ('error' in ask) return ask
    const release = entry?.patience.hold()
    const reply = await asks.open(ask, where.caller.signIn, entry?.over)
    release?.()
    return reply
  }

  return (heard, where) => {
    const { caller, exchange, reply } = where
    const { id, method } = heard
    const entry = belongsTo(heard, where)
    entry?.patience.heard()
    if (id !== undefined) {
      const failed = () => refuse(rpcCodes.internalError, 'Internal error')
      void answer(heard, where, entry)
        .catch(failed)
        .then((said) => reply({ id, ...said }, `answer ${method}`))
      return
    }
    if (method === 'notifications/tools/list_changed') parts.listChanged(caller)
    const { gateway, persona, signIn } = caller
    const call = entry?.call
    notices.add(heard, { gateway, persona, exchange, ...(call && { call }) }, signIn)
  }
}

function askOf(
  { method, params }: RpcHeard,
  { gateway, persona }: McpCaller,
  call: string | undefined,
): NewAsk | Extract<AskReply, { error: unknown }> {
  const kind = kinds.get(method)
  if (kind === undefined) return refuse(rpcCodes.methodNotFound, 'Method not found')
  if (JSON.stringify(params).length > longestAsk)
    return refuse(rpcCodes.invalidParams, 'The question is too large')
  const clean = redactedRecord(params, longestAsk)
  const { message, requestedSchema, mode, messages, systemPrompt, maxTokens } = clean
  const about = { gateway, persona, kind, ...(call === undefined ? {} : { call }) }
  if (kind === 'elicitation') {
    // MCP 2025-11-25 has `url` beside `form`, which this client does not declare
    if (mode !== undefined && mode !== 'form')
      return refuse(rpcCodes.invalidParams, 'Only forms can be answered here')
    return {
      ...about,
      message: typeof message === 'string' ? redactText(message) : 'The server asks for values.',
      schema: isRecord(requestedSchema) ? shownSchema(requestedSchema) : {},
    }
  }
  return {
    ...about,
    message: 'The server asks for what a model would answer.',
    sampling: {
      messages: Array.isArray(messages) ? messages : [],
      ...(typeof systemPrompt === 'string' ? { systemPrompt } : {}),
      ...(typeof maxTokens === 'number' ? { maxTokens } : {}),
    },
  }
}

/** By the server's word: `toString` is none of them. */
const kinds: ReadonlyMap<string, McpAsk['kind']> = new Map([
  ['elicitation/create', 'elicitation'],
  ['sampling/createMessage', 'sampling'],
])

const refuse = (code: number, message: string) => ({ error: { code, message } })
