import type { Config } from '../../config/schema.ts'
import { Problem } from '../../problem.ts'
import { digest } from '../../session/hash.ts'
import type { HeldTokens, SignIn, TokenSource } from '../../session/types.ts'
import { failureCode } from '../failure.ts'
import { type Pools, send, silent } from '../http.ts'
import { withoutToken } from '../redact.ts'
import { renewed } from '../renewed.ts'
import type { Recorder } from '../types.ts'
import { redactRegistryBody } from './recorded.ts'
import { unreachable } from './refusal.ts'

/** Who asks as whom; null where the registry knows no personas and is asked without a token. */
export interface RegistryCaller {
  persona: string | null
  signIn: SignIn
  signal?: AbortSignal
}

export interface Asked {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Path and query below the registry's address: `/v0/agents?limit=200`. */
  path: string
  /** How the wire panel calls it. */
  label: string
  body?: { type: string; text: string }
  /** True for what nobody asked for: polls would push everything else out of the log of exchanges. */
  unrecorded?: boolean
}

/** An answer of any status. */
export interface RegistryAnswer {
  status: number
  contentType: string
  bytes: Buffer
  /** What was asked, for sentences. */
  url: URL
  persona: string | null
}

export interface RegistryClient {
  /**
   * One request as that persona; a 401 is followed by one refresh and one retry. Answers of any status are
   * answers. Throws Problem 502 or 504 when none came, and the Problems of `TokenSource.get`.
   */
  request(caller: RegistryCaller, asked: Asked): Promise<RegistryAnswer>
  /** A name for what the registry would answer this caller: the same for the same token. */
  identity(caller: RegistryCaller): Promise<string>
}

export interface RegistryClientParts {
  config: Config
  pools: Pools
  recorder: Recorder
  tokens: TokenSource
}

/** Exchanges and health are found under this name. */
export const registryId = 'registry'
/** A page of 200 records of 100 kB each is still read. */
const readCap = 32 * 1_048_576

export function createRegistryClient(parts: RegistryClientParts): RegistryClient {
  const { config, tokens } = parts

  async function once(caller: RegistryCaller, asked: Asked, token?: string) {
    const url = addressOf(config, asked.path)
    const headers: Record<string, string> = {
      accept: 'application/json, application/problem+json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(asked.body === undefined ? {} : { 'content-type': asked.body.type }),
    }
    const { method } = asked
    const exchange = asked.unrecorded
      ? undefined
      : parts.recorder.begin({
          upstream: 'registry',
          target: registryId,
          owner: caller.signIn.operator.subject,
          ...(caller.persona === null ? {} : { persona: caller.persona }),
          label: asked.label,
          method,
          url: url.href,
          headers: Object.entries(headers),
          body: asked.body?.text ?? null,
          redact: redactRegistryBody,
        })
    try {
      const deadline = config.limits.upstreamHeaders
      const sent = { method, url, headers, deadline, cap: readCap } as const
      const received = await send(
        parts.pools,
        {
          ...sent,
          ...(asked.body === undefined ? {} : { body: asked.body.text }),
          ...(caller.signal === undefined ? {} : { signal: caller.signal }),
        },
        exchange ?? silent,
      )
      const code = received.broken?.code ?? (received.truncated ? 'TOO_LARGE' : undefined)
      if (code !== undefined) throw Object.assign(new Error('the answer is not whole'), { code })
      exchange?.done()
      const type = received.headers.find(([name]) => name === 'content-type')?.[1] ?? ''
      const { status } = received
      const bytes = token === undefined ? received.bytes : withoutToken(received.bytes, token)
      return { status, contentType: type, bytes, url, persona: caller.persona }
    } catch (error) {
      const code = failureCode(error)
      exchange?.failed(code, 'no answer')
      throw unreachable(url, code, error)
    }
  }

  return {
    async request(caller, asked) {
      const { persona } = caller
      if (persona === null) return once(caller, asked)
      const held: HeldTokens = await tokens.get(persona, caller.signIn)
      const answer = await once(caller, asked, held.accessToken)
      if (answer.status !== 401) return answer
      const fresh = await renewed(tokens, persona, caller.signIn, held.accessToken)
      return fresh === null ? answer : once(caller, asked, fresh.accessToken)
    },
    async identity({ persona, signIn }) {
      if (persona === null) return ''
      const { accessToken } = await tokens.get(persona, signIn)
      return `${persona} ${digest(accessToken)}`
    },
  }
}

/** Throws Problem 404 where the configuration names no registry. */
function addressOf(config: Config, path: string): URL {
  if (config.registry) return new URL(path, config.registry.url)
  throw new Problem(404, 'not_found', 'The configuration names no registry.', {
    hint: 'Add a section `registry` with its url, and start again.',
  })
}
