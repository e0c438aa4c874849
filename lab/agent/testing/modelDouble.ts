import { getRequestListener } from '@hono/node-server'
import * as z from 'zod'

import { listen } from '../../runtimes/testing/listen.ts'

const body = z.record(z.string(), z.unknown())

/** What a model endpoint was asked. */
interface ModelRequest {
  path: string
  headers: Headers
  body: z.output<typeof body>
}

/**
 * A model endpoint that gives the answers in their order, one for each request; the last one again and
 * again after that.
 */
export async function listenModel(...answers: (() => Response)[]) {
  const requests: ModelRequest[] = []
  const fetch = async (request: Request): Promise<Response> => {
    const answer = answers[Math.min(requests.length, answers.length - 1)]
    requests.push({
      path: decodeURIComponent(new URL(request.url).pathname),
      headers: request.headers,
      body: body.parse(await request.json()),
    })
    return answer?.() ?? new Response(null, { status: 500 })
  }
  const at = await listen({ handler: getRequestListener(fetch, { overrideGlobalObjects: false }) })
  return { ...at, requests }
}
