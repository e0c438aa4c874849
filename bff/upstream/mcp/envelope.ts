import type { EnvelopeView } from '../../contract.ts'
import { tooDeep } from '../../exactJson.ts'
import { isRecord, parsed } from '../wire.ts'
import { shortId } from './shortId.ts'

/**
 * An MCP session id taken apart, without any secret and without a whole id: agentgateway's is base64url of
 * JSON where it has no session key (75b4e6c), Kuadrant's a JWT (e5d18c99), a server's own is often a UUID.
 */
export function envelopeOf(id: string): EnvelopeView {
  const json = jsonOf(id)
  if (isRecord(json) && json['t'] === 'mcp' && Array.isArray(json['s'])) return agentgateway(json)
  const [header, claims, signature] = id.split('.').map(jsonOf)
  if (id.split('.').length === 3 && signature !== null && isRecord(header) && isRecord(claims))
    return {
      kind: 'jwt',
      header,
      claims: shortened(claims, new Set(['iss', 'aud'])),
      sentence: `A JWT${said(header['alg'], ' signed with ')}${lifetime(claims)}. Only the gateway can check its signature; no session of a server is in it.`,
    }
  if (plainId.test(id))
    return { kind: 'plain', sentence: 'An id that says nothing: the server knows what it means.' }
  return {
    kind: 'opaque',
    sentence: 'Encrypted with a key of the gateway, or of a shape that is not known here.',
  }
}

/** UUIDs, and the 32 hexadecimal digits of mcp-proxy 0.0.3. */
const plainId = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})$/i

function agentgateway(json: Record<string, unknown>): EnvelopeView {
  const entries = Array.isArray(json['s']) ? json['s'].filter(isRecord) : []
  const targets = entries.map(({ t, s, b }) => ({
    target: typeof t === 'string' ? t : '',
    session: typeof s === 'string' ? shortId(s) : null,
    ...(typeof b === 'string' ? { endpoint: b } : {}),
  }))
  const count = targets.length === 1 ? '1 session' : `${targets.length} sessions`
  return {
    kind: 'json',
    targets,
    json: shortened(json, new Set(['t', 'b'])),
    sentence: `agentgateway packs ${count} of servers into its own. It is not signed, and the policy is asked again at every request.`,
  }
}

/** Texts of other members than `open` by their beginning, at every level. */
function shortened(value: Record<string, unknown>, open: ReadonlySet<string>) {
  const short = (inner: unknown): unknown => {
    if (typeof inner === 'string') return shortId(inner)
    if (Array.isArray(inner)) return inner.map(short)
    return isRecord(inner) ? shortened(inner, open) : inner
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]): [string, unknown] => [
      name,
      open.has(name) && !isRecord(inner) ? inner : short(inner),
    ]),
  )
}

/** JSON in base64url without padding, read as strictly as agentgateway reads it; null for anything else. */
function jsonOf(text: string): unknown {
  const bytes = Buffer.from(text, 'base64url')
  if (text === '' || bytes.toString('base64url') !== text) return null
  const value = parsed(bytes.toString())
  return tooDeep(value) ? null : value
}

const said = (value: unknown, before: string) => (typeof value === 'string' ? before + value : '')

function lifetime({ exp, iat }: Record<string, unknown>): string {
  if (typeof exp !== 'number' || typeof iat !== 'number') return ''
  const hours = Math.round((exp - iat) / 360) / 10
  return `, good for ${hours} ${hours === 1 ? 'hour' : 'hours'}`
}
