import type { Config, GatewayConfig } from '../config/schema.ts'
import { Problem } from '../problem.ts'
import { lineageOf } from '../session/signIns.ts'
import type { SignIn, TokenSource } from '../session/types.ts'
import { type Pools, send } from './http.ts'
import { shortId } from './mcp/shortId.ts'
import { handshakelessVersion, type McpAnswer, mcpPost } from './mcpPost.ts'
import { accountOf, createMcpSessions, type McpSession, type SessionKey } from './mcpSessions.ts'
import { renewed } from './renewed.ts'
import type { Recorder } from './types.ts'
import { wantsSession } from './verdict/session.ts'

/** Who asks which gateway as whom. */
export interface McpCaller {
  gateway: string
  persona: string
  signIn: SignIn
  signal?: AbortSignal
}

interface McpRequest {
  method: string
  params?: Record<string, unknown>
  /** How the wire panel calls it. */
  label: string
  /** Sent along, such as the name by which a gateway's trace is to find it. */
  headers?: Record<string, string>
}

/** The answer, and whose token it answers to. */
export interface McpOutcome extends McpAnswer {
  account: string
  claims: Record<string, unknown>
  /** The beginning of the id of the MCP session that it went through. */
  session?: string
}

export interface Mcp {
  /**
   * One JSON-RPC request as that persona. A 401 is followed by one refresh and one retry, a demand for a
   * session by one handshake and one retry, and nothing else is ever requested: no discovery, no client
   * registration. Throws the Problems of `TokenSource.get`, and 404 for an unknown gateway.
   */
  request(caller: McpCaller, request: McpRequest): Promise<McpOutcome>
  /** Which account the persona is at the moment (`accountOf`). Throws the Problems of `TokenSource.get`. */
  account(caller: McpCaller): Promise<string>
  /** Ends the MCP sessions of a sign-in at their gateways, as far as those answer. */
  endSessions(signIn: SignIn): Promise<void>
}

export interface McpParts {
  config: Config
  pools: Pools
  recorder: Recorder
  tokens: TokenSource
  clock: () => number
}

const goodbyeMs = 2_000

export function createMcp(parts: McpParts): Mcp {
  const sessions = createMcpSessions()
  const deadline = parts.config.limits.upstreamHeaders
  let lastId = 0

  function post(caller: McpCaller, token: string, asked: McpRequest, session?: McpSession) {
    const { gateway, persona, signIn, signal } = caller
    const { label, method, params, headers } = asked
    const notification = method.startsWith('notifications/')
    return mcpPost(parts, {
      gateway,
      persona,
      token,
      label,
      deadline,
      url: gatewayUrl(parts.config, gateway),
      owner: signIn.operator.subject,
      message: {
        ...(notification ? {} : { id: (lastId = (lastId % 1_000_000) + 1) }),
        method,
        ...(params === undefined ? {} : { params }),
      },
      ...(session === undefined ? {} : { session }),
      ...(headers === undefined ? {} : { headers }),
      ...(signal === undefined ? {} : { signal }),
    })
  }

  /** `initialize` and `notifications/initialized`; the failed answer when the gateway would not. */
  async function handshake(caller: McpCaller, token: string): Promise<McpSession | McpAnswer> {
    const answer = await post(caller, token, {
      method: 'initialize',
      label: 'initialize',
      params: {
        protocolVersion: handshakelessVersion,
        capabilities: {},
        clientInfo: { name: 'parallax', version: '1' },
      },
    })
    const id = answer.headers.find(([name]) => name === 'mcp-session-id')?.[1]
    const agreed = answer.message?.result?.['protocolVersion']
    if (answer.message?.result === undefined || id === undefined) return answer
    const session = { id, version: typeof agreed === 'string' ? agreed : handshakelessVersion }
    const initialized = { method: 'notifications/initialized', label: 'notifications/initialized' }
    await post(caller, token, initialized, session)
    return session
  }

  async function request(caller: McpCaller, asked: McpRequest): Promise<McpOutcome> {
    let held = await parts.tokens.get(caller.persona, caller.signIn)
    const { gateway, persona } = caller
    const account = accountOf(held)
    const key: SessionKey = { gateway, persona, account, signIn: lineageOf(caller.signIn) }
    let mayRenew = true
    let mayShake = true
    for (;;) {
      const session = sessions.get(key)
      const answer = await post(caller, held.accessToken, asked, session)
      const whose = { account, claims: held.claims }
      const through = session === undefined ? {} : { session: shortId(session.id) }
      const outcome = { ...answer, ...whose, ...through }
      if (mayShake && wantsSession(answer)) {
        mayShake = false
        sessions.drop(key)
        const begun = await handshake(caller, held.accessToken)
        if ('exchange' in begun) return { ...begun, ...whose }
        sessions.set(key, begun)
      } else if (mayRenew && answer.status === 401 && !wantsSession(answer)) {
        mayRenew = false
        const fresh = await renewed(parts.tokens, persona, caller.signIn, held.accessToken)
        if (fresh === null) return outcome
        held = fresh
      } else return outcome
    }
  }

  async function endSessions(signIn: SignIn): Promise<void> {
    await Promise.allSettled(
      sessions.takeAll(lineageOf(signIn)).map(async ({ key, session }) => {
        const { accessToken } = await parts.tokens.get(key.persona, signIn)
        const url = gatewayUrl(parts.config, key.gateway)
        const headers = {
          authorization: `Bearer ${accessToken}`,
          'mcp-session-id': session.id,
          'mcp-protocol-version': session.version,
        }
        const exchange = parts.recorder.begin({
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
        const cap = 65_536
        const sent = { method: 'DELETE', url, headers, deadline: goodbyeMs, cap } as const
        await send(parts.pools, sent, exchange).then(
          () => exchange.done(),
          () => exchange.failed('FAILED', 'the gateway did not end the session'),
        )
      }),
    )
  }

  return {
    request,
    account: async ({ persona, signIn }) => accountOf(await parts.tokens.get(persona, signIn)),
    endSessions,
  }
}

/** The configured URL of a gateway; Problem 404 when there is none of that name. */
export function gatewayUrl(config: Config, gateway: string): URL {
  const found = config.gateways[gateway]
  if (found === undefined || !Object.hasOwn(config.gateways, gateway))
    throw new Problem(404, 'not_found', `There is no gateway "${gateway}".`, {
      hint: 'GET /bff/gateways lists those of the configuration.',
    })
  const url = urls.get(found) ?? new URL(found.url)
  urls.set(found, url)
  return url
}

/** Parsed once: every piped request asks. Nobody changes one. */
const urls = new WeakMap<GatewayConfig, URL>()
