import type { Config } from '../../../config/schema.ts'
import type { Secrets } from '../../../config/secrets.ts'
import { Problem } from '../../../problem.ts'
import { failureCode, failureSentence, isTimeout } from '../../failure.ts'
import { type Pools, send } from '../../http.ts'
import { gatewayUrl } from '../../mcp/gatewayUrl.ts'
import { withoutToken } from '../../redact.ts'
import type { ExchangeStart, Recorder } from '../../types.ts'

/** One request to the API server of a gateway. */
interface Asked extends Pick<ExchangeStart, 'redact'> {
  method: 'GET' | 'PATCH' | 'DELETE'
  /** Below the configured address. Names of Kubernetes only: anything else is refused. */
  segments: readonly string[]
  query?: Record<string, string>
  body?: { type: string; text: string }
  /** Whose wire panel shows it: a subject, or the system's. */
  owner: string
  /** What it is for, as the wire panel calls it. */
  label: string
}

/** An answer of any status. */
interface KubernetesAnswer {
  status: number
  text: string
  host: string
}

export interface KubernetesClient {
  /** Problem 404 where the configuration names no API for that gateway, 502 or 504 when no answer came. */
  request(gateway: string, asked: Asked): Promise<KubernetesAnswer>
}

export interface KubernetesParts {
  config: Config
  secrets: Secrets
  pools: Pools
  recorder: Recorder
}

const deadline = 5_000
const cap = 8 * 1_048_576

/** The REST wire of an API server or `kubectl proxy`, whose address may have a path of its own. */
export function createKubernetes(parts: KubernetesParts): KubernetesClient {
  return {
    async request(gateway, asked) {
      const { url: base, token: secret } = kubernetesOf(parts.config, gateway)
      const url = below(new URL(base), asked.segments)
      for (const [name, value] of Object.entries(asked.query ?? {}))
        url.searchParams.set(name, value)
      const token = secret === undefined ? undefined : parts.secrets.read(secret)
      const headers: Record<string, string> = {
        accept: 'application/json, */*',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(asked.body === undefined ? {} : { 'content-type': asked.body.type }),
      }
      const { method } = asked
      const exchange = parts.recorder.begin({
        upstream: 'gateway',
        target: gateway,
        owner: asked.owner,
        label: asked.label,
        method,
        url: url.href,
        headers: Object.entries(headers),
        body: asked.body?.text ?? null,
        ...(asked.redact === undefined ? {} : { redact: asked.redact }),
      })
      try {
        const sent = { method, url, headers, deadline, cap } as const
        const body = asked.body === undefined ? {} : { body: asked.body.text }
        const { status, bytes, broken, truncated } = await send(
          parts.pools,
          { ...sent, ...body },
          exchange,
        )
        const code = broken?.code ?? (truncated ? 'TOO_LARGE' : undefined)
        if (code !== undefined) throw Object.assign(new Error('the answer is not whole'), { code })
        exchange.done()
        const clean = token === undefined ? bytes : withoutToken(bytes, token)
        return { status, text: clean.toString(), host: url.host }
      } catch (cause) {
        const code = failureCode(cause)
        exchange.failed(code, 'no answer')
        const sentence = `The Kubernetes API is not reachable. ${failureSentence(code, url.host)}`
        const [status, name] = isTimeout(code)
          ? ([504, 'gateway_timeout'] as const)
          : ([502, 'bad_gateway'] as const)
        throw new Problem(status, name, sentence, { upstream: gateway }, { cause })
      }
    },
  }
}

/** Names of groups, versions, kinds and objects, of which none is `..` (RFC 1123 labels joined by dots). */
const segment = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i

function below(base: URL, segments: readonly string[]): URL {
  const wrong = segments.find((one) => !segment.test(one))
  if (wrong !== undefined)
    throw new Problem(400, 'bad_request', `"${wrong}" is no name that Kubernetes takes.`, {
      hint: 'Names have lower-case letters, digits, dashes and dots.',
    })
  const url = new URL(base)
  url.pathname = [url.pathname.replace(/\/$/, ''), ...segments].join('/')
  return url
}

/** What the configuration says of that gateway's API; Problem 404 where it says nothing. */
export function kubernetesOf(config: Config, gateway: string) {
  gatewayUrl(config, gateway)
  const found = config.gateways[gateway]?.kubernetes
  if (found !== undefined) return found
  throw new Problem(404, 'not_found', `The configuration names no Kubernetes API for ${gateway}.`, {
    hint: `Add gateways.${gateway}.kubernetes with its url, and start again.`,
  })
}
