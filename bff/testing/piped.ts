import type { IncomingMessage, ServerResponse } from 'node:http'

import { pipe } from '../routes/pipe.ts'
import { serveRoutes } from './routes.ts'
import { serve, textOf } from './serve.ts'
import { upstreamOf } from './upstream.ts'

export type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** A gateway made of `handler`, and the address at which it is alice's through the pipe. */
export async function piped(
  handler: Handler,
  over: Partial<Parameters<typeof upstreamOf>[0]> = {},
) {
  const gateway = await serve(handler)
  const parts = upstreamOf({ gateways: { kb: { url: `${gateway.origin}/mcp` } }, ...over })
  const front = await serveRoutes(pipe, parts)
  return { ...parts, gateway, base: `${front.origin}/bff/p/alice/t/kb` }
}

/** Tells what arrived, as JSON. */
export const echo: Handler = (request, response) => {
  void textOf(request).then((body) =>
    response
      .writeHead(200, {
        'content-type': 'application/json',
        'mcp-session-id': 's1',
        'set-cookie': 'a=b',
        'access-control-allow-origin': '*',
        server: 'echo',
      })
      .end(
        JSON.stringify({
          method: request.method,
          url: request.url,
          headers: request.headers,
          body,
        }),
      ),
  )
}
