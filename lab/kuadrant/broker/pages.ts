import type { IncomingMessage, ServerResponse } from 'node:http'

import type { Federation } from '../federation/federation.ts'
import { jsonLine } from './replies.ts'
import { describeAll, describeServer } from './status.ts'

const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, OPTIONS',
  'access-control-allow-headers': 'Content-Type',
}

/** `/status` and `/status/<namespace>/<route>`. */
export async function serveStatus(
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
  federation: Federation,
): Promise<void> {
  if (request.method !== 'GET')
    return jsonLine(response, 405, { error: 'Method not allowed. Supported methods: GET' }, cors)
  const known = await federation.known()
  const name = decodeURIComponent(pathname.replace(/^\/status\/?/, ''))
  if (name === '') return jsonLine(response, 200, describeAll(known, new Date()), cors)
  const found = known.find(({ server }) => server.name === name)
  if (found !== undefined) return jsonLine(response, 200, describeServer(found), cors)
  const error = `Server '${name}' not found. Use format 'namespace/route-name' or check available servers at /status`
  return jsonLine(response, 404, { error }, cors)
}

const list = (text: string): string[] => text.split(',').map((part) => part.trim())

/** The protected resource's metadata (RFC 9728), with what OAUTH_* variables say instead of the defaults. */
export function serveResourceMetadata(
  response: ServerResponse,
  variables: Readonly<Record<string, string>>,
): void {
  const read = (name: string): string | undefined => variables[`OAUTH_${name}`]
  const lists = (name: string, standard: string[]): string[] => {
    const text = read(name)
    return text === undefined ? standard : list(text)
  }
  jsonLine(
    response,
    200,
    {
      resource_name: read('RESOURCE_NAME') ?? 'MCP Server',
      resource: read('RESOURCE') ?? '/mcp',
      authorization_servers: lists('AUTHORIZATION_SERVERS', []),
      bearer_methods_supported: lists('BEARER_METHODS_SUPPORTED', ['header']),
      scopes_supported: lists('SCOPES_SUPPORTED', ['basic']),
    },
    cors,
  )
}
