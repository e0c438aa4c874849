import { randomUUID } from 'node:crypto'

import { LRUCache } from 'lru-cache'

import type { McpAsk, McpAskAnswer } from '../../contract.ts'
import type { Hub } from '../../observe/hub.ts'
import { Problem } from '../../problem.ts'
import { lineageOf } from '../../session/signIns.ts'
import type { SignIn } from '../../session/types.ts'
import { wrongIn } from './form.ts'

/** What goes back to the server that asked. */
export type AskReply =
  | { result: Record<string, unknown> }
  | { error: { code: number; message: string } }

export type NewAsk = Omit<McpAsk, 'id' | 'at' | 'state'>

export interface Asks {
  /** Resolves with what a person answered; with a refusal after five minutes, or when `over` says so. */
  open(ask: NewAsk, signIn: SignIn, over?: AbortSignal): Promise<AskReply>
  /** Those that wait for an answer, oldest first. */
  list(signIn: SignIn): McpAsk[]
  /** Problem 404 for one that is not there or somebody else's, 409 when it is over, 400 for a bad form. */
  answer(signIn: SignIn, id: string, answer: McpAskAnswer): McpAsk
  /** Refuses all that wait. */
  forget(signIn: SignIn): void
}

interface Waiting {
  ask: McpAsk
  signIn: SignIn
  settle: (state: McpAsk['state'], reply: AskReply) => McpAsk
}

const expireMs = 5 * 60_000
/** Questions that wait at one sign-in; a server that asks more is refused at once. */
const mostOpen = 20
const mostOver = 500

/** Questions of servers to a person, who is the one whose persona caused them. Kept in memory. */
export function createAsks({ hub, clock }: { hub: Hub; clock: () => number }): Asks {
  const open = new Map<string, Waiting>()
  const over = new LRUCache<string, string>({ max: mostOver })
  const of = (signIn: SignIn) =>
    [...open.values()].filter((one) => lineageOf(one.signIn) === lineageOf(signIn))
  const tell = (ask: McpAsk, signIn: SignIn) =>
    hub.publish({ event: 'mcp_ask', data: ask }, { signIn: hub.idNow(signIn.id) })

  return {
    open(asked, signIn, ended) {
      if (of(signIn).length >= mostOpen || ended?.aborted === true)
        return Promise.resolve(refusal(asked.kind))
      const ask: McpAsk = {
        id: randomUUID(),
        at: new Date(clock()).toISOString(),
        ...asked,
        state: 'open',
      }
      return new Promise((resolve) => {
        const expire = () => settle('expired', refusal(ask.kind))
        const timer = setTimeout(expire, expireMs).unref()
        function settle(state: McpAsk['state'], reply: AskReply): McpAsk {
          clearTimeout(timer)
          ended?.removeEventListener('abort', expire)
          open.delete(ask.id)
          over.set(ask.id, lineageOf(signIn))
          const done = { ...ask, state }
          tell(done, signIn)
          resolve(reply)
          return done
        }
        ended?.addEventListener('abort', expire, { once: true })
        open.set(ask.id, { ask, signIn, settle })
        tell(ask, signIn)
      })
    },
    list: (signIn) => of(signIn).map(({ ask }) => ask),
    answer(signIn, id, answer) {
      const waiting = open.get(id)
      if (waiting === undefined || lineageOf(waiting.signIn) !== lineageOf(signIn))
        throw over.get(id) === lineageOf(signIn)
          ? new Problem(409, 'conflict', 'This question is over: it was answered, or nobody waits.')
          : new Problem(404, 'not_found', 'There is no such question.', {
              hint: 'GET /bff/mcp/asks lists those that wait.',
            })
      return waiting.settle('answered', replyOf(waiting.ask, answer))
    },
    forget(signIn) {
      for (const { ask, settle } of of(signIn)) settle('expired', refusal(ask.kind))
    },
  }
}

/** MCP 2025-11-25: `cancel` where nobody chose; a rejected sampling is error -1 in the specification's own example. */
const rejected = { error: { code: -1, message: 'User rejected sampling request' } }
const refusal = (kind: McpAsk['kind']): AskReply =>
  kind === 'elicitation' ? { result: { action: 'cancel' } } : rejected

function replyOf({ kind, schema }: McpAsk, answer: McpAskAnswer): AskReply {
  if (answer.action !== 'accept')
    return kind === 'elicitation' ? { result: { action: answer.action } } : rejected
  const { content } = answer
  const wrong = kind === 'elicitation' ? wrongIn(schema ?? {}, content) : wrongSample(content)
  if (wrong !== null) throw new Problem(400, 'bad_request', wrong)
  return { result: kind === 'elicitation' ? { action: 'accept', content } : content }
}

/** MCP 2025-11-25, `CreateMessageResult`. */
function wrongSample({ role, content, model }: Record<string, unknown>): string | null {
  if (role !== 'assistant' && role !== 'user') return 'role: "assistant" or "user" is wanted.'
  if (typeof model !== 'string') return 'model: a name is wanted.'
  return typeof content === 'object' && content !== null ? null : 'content: MCP content is wanted.'
}
