import type { Context, Hono } from 'hono'
import * as z from 'zod'

import { type Answer, answer } from '../a2a/call.ts'
import { agentCard } from '../a2a/card.ts'
import { RpcError, errorBody } from '../a2a/errors.ts'
import { shaped } from '../a2a/shapes.ts'
import { type WireVersion, operationOf, unsupported, wireVersion } from '../a2a/wireVersion.ts'
import type { Env } from '../env.ts'
import type { Hosted } from '../hosted.ts'
import type { World } from '../world.ts'

const rpcCall = z.object({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.string(), z.number()]).nullish(),
  method: z.string(),
  params: z.unknown(),
})

type Id = string | number | null

/** `POST /api/a2a/{namespace}/{name}` with and without a slash behind it, and the agent's card below it. */
export function a2aRoutes(app: Hono<Env>, world: World): void {
  const found = (c: Context<Env>, use: (hosted: Hosted) => Response | Promise<Response>) => {
    const { namespace = '', name = '' } = c.req.param()
    const hosted = world.agents.get(namespace, name)
    return hosted ? use(hosted) : c.text(`Agent ${namespace}/${name} not found\n`, 404)
  }
  const path = '/api/a2a/:namespace/:name'
  app.get(`${path}/.well-known/agent-card.json`, (c) =>
    found(c, (hosted) => c.json(agentCard(hosted, world.baseUrl))),
  )
  // The agent's own server has nothing else, and its log says what it was asked for.
  const elsewhere = (c: Context<Env>) =>
    found(c, (hosted) => {
      const below = c.req.path.split('/').slice(5).join('/')
      hosted.log(`${c.req.method} /${below} 404`)
      return c.json({ detail: 'Not Found' }, 404)
    })
  app.on('POST', [path, `${path}/`], (c) =>
    found(c, async (hosted) => {
      const header = c.req.header('a2a-version')
      const version = wireVersion(header)
      if (!version) return c.text(unsupported(header ?? ''), 400)
      return post(c, world, hosted, version)
    }),
  )
  app.all(path, elsewhere).all(`${path}/*`, elsewhere)
}

async function post(
  c: Context<Env>,
  world: World,
  hosted: Hosted,
  version: WireVersion,
): Promise<Response> {
  let id: Id = null
  try {
    const body: unknown = await c.req.json().catch(() => {
      throw new RpcError('parse', 'Invalid JSON payload')
    })
    const read = rpcCall.safeParse(body)
    if (!read.success) throw new RpcError('request', 'Request payload validation error')
    const { method, params } = read.data
    id = read.data.id ?? null
    const operation = operationOf(version, method)
    if (!operation) throw new RpcError('method', 'Method not found')
    const user = c.get('caller').user
    const made = await answer(operation, { world, hosted, user, version, params })
    if ('result' in made) return c.json({ jsonrpc: '2.0', id, result: made.result })
    breakOff(c, hosted)
    return stream(made, id, version)
  } catch (error) {
    const failure = error instanceof RpcError ? error : new RpcError('internal', String(error))
    return c.json({ jsonrpc: '2.0', id, error: errorBody(failure, version) })
  }
}

/** The connection to a pod that is taken away is cut, not ended: no client takes it for an answer. */
function breakOff({ env: { outgoing } }: Context<Env>, { gone }: Hosted): void {
  const cut = () => outgoing.destroy()
  gone.addEventListener('abort', cut)
  outgoing.once('close', () => gone.removeEventListener('abort', cut))
}

/** One JSON-RPC answer per `data:` line. A client that leaves ends this, never the agent's work. */
function stream(
  { events, first }: Extract<Answer, { events: unknown }>,
  id: Id,
  version: WireVersion,
): Response {
  const frame = async (value: Parameters<typeof shaped>[1]) =>
    `data: ${JSON.stringify({ jsonrpc: '2.0', id, result: await shaped(version, value) })}\n\n`
  const frames = new TransformStream<Parameters<typeof shaped>[1], string>({
    start: async (controller) => {
      if (first) controller.enqueue(await frame(first))
    },
    transform: async (event, controller) => controller.enqueue(await frame(event)),
  })
  return new Response(events.pipeThrough(frames).pipeThrough(new TextEncoderStream()), {
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' },
  })
}
