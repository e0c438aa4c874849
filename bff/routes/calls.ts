import { randomUUID } from 'node:crypto'

import { Hono } from 'hono'
import { stream } from 'hono/streaming'
import type { StreamingApi } from 'hono/utils/stream'
import * as z from 'zod'

import type { Api, CallLine, CallRequest, CallView } from '../contract.ts'
import type { AppEnv } from '../env.ts'
import { Problem } from '../problem.ts'
import type { McpCaller } from '../upstream/mcp/types.ts'
import { bodyOf } from './body.ts'
import { callerOf, countOf } from './caller.ts'

/** Tool calls as a persona, one at a time or many side by side, and the history of them. */
export const calls = new Hono<AppEnv>()

const mostCalls = 200
const callBody = z.strictObject({
  as: z.string(),
  tool: z.string().min(1).max(1_024),
  arguments: z.record(z.string(), z.unknown()),
  call: z.uuid('must be a UUID').exactOptional(),
  trace: z.boolean().exactOptional(),
})
const callsBody = z.strictObject({ calls: z.array(callBody).min(1).max(mostCalls) })

calls.post('/bff/gateways/:gateway/calls', async (c) => {
  const { as, ...call } = await bodyOf(c, callBody)
  const { signal, ...lasting } = callerOf(c, c.req.param('gateway'), as)
  // one that has a name is found again after a reload, and so is what its server asks meanwhile
  const caller = call.call === undefined && signal ? { ...lasting, signal } : lasting
  const view = await c.var.services.upstream.call(caller, call)
  return c.json<Api['POST /bff/gateways/:gateway/calls']['answer']>(view)
})

calls.post('/bff/gateways/:gateway/calls/stream', async (c) => {
  const { upstream, clock, log } = c.var.services
  const asked = (await bodyOf(c, callsBody)).calls.map((request) => ({
    request,
    caller: callerOf(c, c.req.param('gateway'), request.as),
  }))
  c.header('content-type', 'application/x-ndjson')
  const answer = async (lines: StreamingApi) => {
    const away = new AbortController()
    lines.onAbort(() => away.abort())
    await Promise.all(
      asked.map(async ({ request, caller }, index) => {
        const { as: _, ...call } = request
        const view = await upstream
          .call({ ...caller, signal: away.signal }, call)
          .catch((error: unknown) => notSent(error, caller, request, clock()))
        const line: CallLine = { index, call: view }
        await lines.writeln(JSON.stringify(line))
      }),
    )
  }
  return stream(c, answer, async (err) =>
    log.error({ requestId: c.var.requestId, err }, 'the calls broke off'),
  )
})

calls.get('/bff/calls', async (c) => {
  const { config, upstream } = c.var.services
  const most = config.limits.callsKept
  const limit = countOf(c.req.query('limit'), Math.min(100, most), most)
  const owner = c.var.signIn.operator.subject
  const found = await upstream.history.list(owner, limit, c.req.query('gateway'))
  return c.json<Api['GET /bff/calls']['answer']>({ calls: found })
})

calls.post('/bff/calls/clear', async (c) => {
  const cleared = await c.var.services.upstream.history.clear(c.var.signIn.operator.subject)
  return c.json<Api['POST /bff/calls/clear']['answer']>({ cleared })
})

/** Where a whole column cannot be asked (a persona wants a sign-in), its line says so and the others go on. */
function notSent(error: unknown, caller: McpCaller, request: CallRequest, now: number): CallView {
  if (!(error instanceof Problem)) throw error
  const { gateway, persona } = caller
  const outcome = error.code === 'persona_signin_required' ? 'rejected' : 'unreachable'
  return {
    id: randomUUID(),
    exchange: '',
    at: new Date(now).toISOString(),
    gateway,
    persona,
    tool: request.tool,
    arguments: request.arguments,
    status: null,
    contentType: null,
    ms: 0,
    body: '',
    bodyTruncated: false,
    verdict: {
      outcome,
      listed: 'unknown',
      words: outcome,
      sentence: `${persona}: ${outcome}. ${error.message}`,
      reached: 'nowhere',
      ...(error.details.hint === undefined ? {} : { hint: error.details.hint }),
    },
  }
}
