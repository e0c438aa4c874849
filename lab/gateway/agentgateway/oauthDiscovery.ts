import { z } from 'zod'

import type { Exchange } from '../core/exchange.ts'
import { parseJson } from '../core/json.ts'
import { readBody } from '../core/readBody.ts'
import { jsonReply, type Reply, textReply } from '../core/reply.ts'
import type { JwtPolicy, McpAuthentication } from '../jwt/policy.ts'

const resourcePath = '/.well-known/oauth-protected-resource'
const serverPath = '/.well-known/oauth-authorization-server'

/** Whether a path is one of the OAuth documents that are served without a token. */
export const isDiscovery = (path: string): boolean =>
  [resourcePath, serverPath].some((base) => path === base || path.startsWith(`${base}/`))

/** Where the client finds the resource's metadata (RFC 9728 §3.1): `resource`'s origin, else the request's. */
export function metadataUrl(exchange: Exchange, mcp: McpAuthentication): string {
  const resource = mcp.resourceMetadata['resource']
  const base = typeof resource === 'string' ? new URL(resource).origin : origin(exchange)
  return `${base}${resourcePath}${exchange.path}`
}

const origin = ({ headers }: Exchange): string =>
  `${headers.get('x-forwarded-proto') ?? 'http'}://${headers.get('host') ?? 'localhost'}`

/**
 * The discovery documents and the client registration of `jwtAuthentication.mcp` (agentgateway 75b4e6c,
 * mcp/auth.rs). The policy has exactly one provider; the schema sees to it.
 */
export async function discovery(exchange: Exchange, policy: JwtPolicy): Promise<Reply | undefined> {
  const { mcp, providers } = policy
  const issuer = providers[0]?.issuer
  if (mcp === undefined || issuer === undefined || !isDiscovery(exchange.path)) return undefined
  const here = `${origin(exchange)}${exchange.path}`
  if (exchange.path.startsWith(resourcePath)) return open(resourceMetadata(exchange, mcp, issuer))
  if (exchange.path.endsWith('/client-registration')) return register(exchange, mcp, issuer)
  return serverMetadata(issuer, mcp, here)
}

function resourceMetadata(exchange: Exchange, mcp: McpAuthentication, issuer: string) {
  const resource = `${origin(exchange)}${exchange.path.slice(resourcePath.length)}`
  const configured = Object.entries(mcp.resourceMetadata).map(([key, value]) => [
    key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value,
  ])
  return {
    resource,
    authorization_servers: [mcp.provider === undefined ? issuer : resource],
    mcp_protocol_version: '2025-06-18',
    resource_type: 'mcp-server',
    bearer_methods_supported: ['header'],
    ...Object.fromEntries(configured),
  }
}

async function serverMetadata(
  issuer: string,
  mcp: McpAuthentication,
  here: string,
): Promise<Reply> {
  const url = `${issuer}/.well-known/openid-configuration`
  const answer = await fetch(url).catch(() => undefined)
  const metadata = z.looseObject({}).safeParse(parseJson((await answer?.text()) ?? '')).data
  if (!answer?.ok || metadata === undefined) return unreadable(url)
  if (mcp.provider === undefined) return open(metadata)
  const gateway = here.replace(serverPath, '')
  return open({
    ...metadata,
    issuer: gateway,
    registration_endpoint: `${here}/client-registration`,
  })
}

async function register(
  exchange: Exchange,
  mcp: McpAuthentication,
  issuer: string,
): Promise<Reply> {
  const body = await readBody(exchange.request)
  if (mcp.clientId === undefined)
    return proxied(`${issuer}/clients-registrations/openid-connect`, body)
  const asked = registration.safeParse(parseJson(body))
  if (!asked.success)
    return textReply(400, 'a client registration is JSON with redirect_uris', 'InvalidRequest')
  const client = {
    client_id: mcp.clientId,
    client_id_issued_at: 0,
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code'],
    response_types: ['code'],
    redirect_uris: asked.data.redirect_uris,
  }
  return open(client, 201)
}

/** What this gateway reads of RFC 7591's request: the addresses it echoes. */
const registration = z.object({ redirect_uris: z.array(z.string()).default([]) })

/** Asks the identity provider, and passes its JSON on. */
async function proxied(url: string, body: string): Promise<Reply> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(url, { method: 'POST', headers, body }).catch(() => undefined)
  const document = parseJson((await answer?.text()) ?? '')
  if (answer === undefined || document === undefined) return unreadable(url)
  return open(document, answer.status)
}

const unreadable = (url: string): Reply =>
  textReply(500, `${url} could not be read`, 'UpstreamFailure')

function open(document: unknown, status = 200): Reply {
  const reply = jsonReply(status, document, { reason: 'DirectResponse' })
  return { ...reply, headers: { ...reply.headers, 'access-control-allow-origin': '*' } }
}
