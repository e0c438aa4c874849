import type { Config } from '../../config/schema.ts'
import type { SignIn, TokenSource } from '../../session/types.ts'
import { failureCode, failureSentence } from '../failure.ts'
import { type Pools, send } from '../http.ts'
import type { Recorder } from '../types.ts'
import { gatewayUrl } from './gatewayUrl.ts'
import type { McpSession, McpSessions, SessionKey } from './sessions.ts'
import type { McpCaller } from './types.ts'

/** What a gateway said to the end of a session. */
export interface Goodbye {
  /** Whether the gateway says that it is over. Here it is over in any case. */
  ended: boolean
  /** Null where nothing was asked, or nothing answered. */
  status: number | null
  sentence: string
}

interface Parts {
  config: Config
  pools: Pools
  recorder: Recorder
  tokens: TokenSource
  sessions: McpSessions
  changed: (peer: { caller: McpCaller }) => void
}

const goodbyeMs = 2_000
const answerCap = 65_536

/** Ends sessions at their gateways: a DELETE (MCP 2025-06-18, transports), or the end of the SSE stream. */
export function createGoodbyes(parts: Parts) {
  const { config, pools, recorder, tokens, sessions, changed } = parts

  async function remove(signIn: SignIn, key: SessionKey, session: McpSession): Promise<Goodbye> {
    const { accessToken } = await tokens.get(key.persona, signIn)
    const url = gatewayUrl(config, key.gateway)
    const headers = {
      authorization: `Bearer ${accessToken}`,
      'mcp-session-id': session.id,
      'mcp-protocol-version': session.version,
    }
    const exchange = recorder.begin({
      upstream: 'gateway',
      target: key.gateway,
      persona: key.persona,
      owner: signIn.operator.subject,
      label: 'end session',
      method: 'DELETE',
      url: url.href,
      headers: Object.entries(headers),
      body: null,
    })
    const sent = { method: 'DELETE', url, headers, deadline: goodbyeMs, cap: answerCap } as const
    try {
      const { status } = await send(pools, sent, exchange)
      exchange.done()
      return said(status)
    } catch (error) {
      const code = failureCode(error)
      exchange.failed(code, 'the gateway did not end the session')
      const sentence = `${failureSentence(code, url.host)} The session is forgotten here.`
      return { ended: false, status: null, sentence }
    }
  }

  return {
    async end(
      signIn: SignIn,
      { key, session }: { key: SessionKey; session: McpSession },
    ): Promise<Goodbye> {
      const { gateway, persona } = key
      sessions.drop(key)
      changed({ caller: { gateway, persona, signIn } })
      if (session.line === undefined) return remove(signIn, key, session)
      const sentence = 'The event stream was closed, and with it the session.'
      return { ended: true, status: null, sentence }
    },
  }
}

function said(status: number): Goodbye {
  if (status < 300)
    return { ended: true, status, sentence: `The gateway ended it (HTTP ${status}).` }
  if (status === 404)
    return { ended: true, status, sentence: 'The gateway knew it no longer (HTTP 404).' }
  if (status === 405)
    return {
      ended: false,
      status,
      sentence: 'The gateway lets no client end a session (HTTP 405). It is forgotten here.',
    }
  return {
    ended: false,
    status,
    sentence: `The gateway answered ${status}. The session is forgotten here.`,
  }
}
