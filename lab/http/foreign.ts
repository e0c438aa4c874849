import type { IncomingHttpHeaders } from 'node:http'

import {
  hostHeaderValidationResponse,
  localhostAllowedHostnames,
  localhostAllowedOrigins,
  originValidationResponse,
} from '@modelcontextprotocol/server'

/**
 * Whether a web page sends this that is not of this machine: by its Origin, or by a name that was rebound to
 * this machine (MCP 2025-11-25, transports, "Security Warning").
 */
export function isForeign({ host, origin }: IncomingHttpHeaders): boolean {
  const headers = { ...(host && { host }), ...(origin && { origin }) }
  const request = new Request('http://127.0.0.1/', { headers })
  return (
    hostHeaderValidationResponse(request, localhostAllowedHostnames()) !== undefined ||
    originValidationResponse(request, localhostAllowedOrigins()) !== undefined
  )
}
