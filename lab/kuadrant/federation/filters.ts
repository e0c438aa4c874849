import type { IncomingHttpHeaders } from 'node:http'

import { importSPKI, jwtVerify } from 'jose'
import { z } from 'zod'

import type { KuadrantModel } from '../model.ts'
import type { FederatedTool } from './upstream.ts'

const capabilities = z.object({ tools: z.record(z.string(), z.array(z.string())).optional() })
type Grants = z.output<typeof capabilities>

/**
 * What a list shows of all tools (Kuadrant e5d18c99): first those that the token in `x-mcp-authorized`
 * grants, then those of the virtual server. A token that does not verify leaves nothing; a virtual server
 * that does not exist changes nothing. `trustedKey` is TRUSTED_HEADER_PUBLIC_KEY, PEM.
 */
export async function filterTools(
  tools: readonly FederatedTool[],
  headers: IncomingHttpHeaders,
  { virtualServers }: KuadrantModel,
  trustedKey: string | undefined,
): Promise<readonly FederatedTool[]> {
  const granted = await filterGranted(tools, headers['x-mcp-authorized'], trustedKey)
  const shown = virtualServers.get(String(headers['x-mcp-virtualserver']))
  return shown === undefined
    ? granted
    : granted.filter(({ listing }) => shown.includes(listing.name))
}

async function filterGranted(
  tools: readonly FederatedTool[],
  header: string | string[] | undefined,
  trustedKey: string | undefined,
): Promise<readonly FederatedTool[]> {
  if (header === undefined) return tools
  // Of several the last is the authorization service's; what stands before it can be the client's.
  const token = String(header).split(',').at(-1)?.trim() ?? ''
  const allowed = await readGrants(token, trustedKey).catch((): Grants => ({ tools: {} }))
  const byServer = allowed.tools
  if (byServer === undefined) return tools
  return tools.filter(({ server, upstreamName }) => byServer[server.name]?.includes(upstreamName))
}

/** The claim is JSON within a string. @throws whatever is wrong with the token */
async function readGrants(token: string, trustedKey: string | undefined): Promise<Grants> {
  if (trustedKey === undefined) throw new Error('no key to verify it with')
  const key = await importSPKI(trustedKey, 'ES256')
  const { payload } = await jwtVerify(token, key, { algorithms: ['ES256'] })
  return capabilities.parse(JSON.parse(String(payload['allowed-capabilities'])))
}
