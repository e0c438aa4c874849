import type { Context, Hono } from 'hono'
import * as z from 'zod'

import { shapedTask } from '../a2a/shapes.ts'
import { unsupported, wireVersion } from '../a2a/wireVersion.ts'
import type { Env } from '../env.ts'
import { agentId } from '../manifest.ts'
import { ApiError, jsonBody, ok } from '../reply.ts'
import type { Session } from '../sessions.ts'
import type { World } from '../world.ts'

const notFound = () => new ApiError(404, 'Session not found: no rows in result set')

const sessionBody = z.looseObject({
  agent_ref: z.string().optional(),
  name: z.string().optional(),
  id: z.string().optional(),
  source: z.enum(['user', 'agent']).optional(),
})

const user = (c: Context<Env>): string => c.get('caller').user

/** Sessions of the caller alone: another user's id is as unknown as one that never was. */
export function sessionRoutes(app: Hono<Env>, { agents, sessions, tasks }: World): void {
  const required = (c: Context<Env>): Session => {
    const session = sessions.get(user(c), c.req.param('id') ?? '')
    if (!session) throw notFound()
    return session
  }
  const agentOf = (ref: string | undefined): string => {
    if (!ref) throw new ApiError(400, 'agent_ref is required')
    const [namespace = '', name] = ref.includes('/') ? ref.split('/') : ['kagent', ref]
    return agents.require(namespace, name ?? '').id
  }

  app.get('/api/sessions', (c) => ok(c, sessions.list(user(c)), 'Successfully listed sessions'))
  app.get('/api/sessions/agent/:namespace/:name', (c) => {
    const { namespace, name } = c.req.param()
    agents.require(namespace, name)
    return ok(c, sessions.list(user(c), agentId(namespace, name)), 'Successfully listed sessions')
  })
  app.post('/api/sessions', async (c) => {
    const { agent_ref, id, name, source } = body(await jsonBody(c))
    const session = sessions.upsert({
      user: user(c),
      agentId: agentOf(agent_ref),
      ...(id && { id }),
      ...(name && { name }),
      ...(source && { source }),
    })
    return ok(c, session, 'Successfully created session', 201)
  })
  app.get('/api/sessions/:id', (c) => {
    const session = required(c)
    const { order, after, limit } = c.req.query()
    const since = sessions.events(session).filter((event) => !after || event.created_at > after)
    const ordered = order === 'asc' ? since : since.toReversed()
    const events = Number(limit) > 0 ? ordered.slice(0, Number(limit)) : ordered
    return ok(c, { session, events }, 'Successfully retrieved session')
  })
  // It looks for the *name* of the body, not the id of the path, so that nothing is ever renamed by it
  // (kagent 0.9.12).
  app.put('/api/sessions/:id', async (c) => {
    const { name, agent_ref } = body(await jsonBody(c))
    const session = name ? sessions.byName(user(c), name) : undefined
    if (!session) throw notFound()
    const changed = sessions.change(session, agent_ref ? { agent_id: agentOf(agent_ref) } : {})
    return ok(c, changed, 'Successfully updated session')
  })
  app.patch('/api/sessions/:id', async (c) => {
    const session = required(c)
    const { name } = body(await jsonBody(c))
    if (!name) throw new ApiError(400, 'name is required')
    return ok(c, sessions.change(session, { name }), 'Successfully updated session')
  })
  app.delete('/api/sessions/:id', (c) => {
    sessions.remove(required(c))
    return ok(c, undefined, 'Session deleted successfully')
  })
  app.get('/api/sessions/:id/tasks', async (c) => {
    const version = wireVersion(c.req.header('a2a-version'))
    if (!version) return c.text(unsupported(c.req.header('a2a-version') ?? ''), 400)
    const its = tasks.ofSession(user(c), required(c).id)
    const shaped = await Promise.all(its.map((task) => shapedTask(version, task)))
    return ok(c, shaped, 'Successfully retrieved session tasks')
  })
  app.get('/api/tasks/:id', async (c) => {
    const entry = tasks.get(user(c), c.req.param('id'))
    if (!entry) throw new ApiError(404, 'Task not found: no rows in result set')
    return ok(c, entry.run.task(), 'Successfully retrieved task')
  })
}

function body(json: unknown) {
  const read = sessionBody.safeParse(json)
  if (!read.success) throw new ApiError(400, 'Invalid request body')
  return read.data
}
