import type { Context } from 'hono'
import { Hono } from 'hono'
import * as z from 'zod'

import type { Api } from '../contract.ts'
import type { AppEnv } from '../env.ts'
import { Problem } from '../problem.ts'
import { defaultNamespace } from '../upstream/registry/envelope.ts'
import { bodyOf } from './body.ts'
import { sendEvents } from './eventStream.ts'
import { registryCaller } from './registryCaller.ts'
import { inputOfRequest, runRequest } from './runRequest.ts'

/** Questions to deployed agents, and the streams of their answers. */
export const chat = new Hono<AppEnv>()

const threadBody = z.strictObject({ thread: z.uuid('must be a UUID') })

chat.get('/bff/chat/:deployment', async (c) => {
  const target = await c.var.services.upstream.chat.target({
    signIn: c.var.signIn,
    persona: registryCaller(c, c.req.query('as')).persona ?? '',
    deployment: c.req.param('deployment'),
    namespace: c.req.query('namespace') ?? defaultNamespace,
    signal: c.req.raw.signal,
  })
  return c.json<Api['GET /bff/chat/:deployment']['answer']>(target)
})

chat.post('/bff/chat/:deployment/runs', async (c) => {
  const { signIn, services } = c.var
  const { as, namespace } = c.req.query()
  const body = await bodyOf(c, runRequest)
  const { persona } = registryCaller(c, as)
  const free = services.streams.enter(signIn.operator.subject)
  try {
    const run = await services.upstream.chat.begin({
      signIn,
      deployment: c.req.param('deployment'),
      conversation: body.threadId,
      run: body.runId,
      input: inputOfRequest(body),
      usualPersona: persona ?? '',
      ...(as === undefined ? {} : { persona: as }),
      ...(namespace === undefined ? {} : { namespace }),
      signal: c.req.raw.signal,
    })
    c.set('persona', run.turn.persona)
    return await sendEvents(c, run.events, 0)
  } finally {
    free()
  }
})

chat.get('/bff/chat/:deployment/runs/:run/events', async (c) => {
  const { signIn, services } = c.var
  const after = numberOf(c.req.header('last-event-id') ?? c.req.query('after'))
  const which = whichOf(c, c.req.param('deployment'), c.req.query('thread'))
  const events = await services.upstream.chat.events(which, c.req.param('run'))
  const free = services.streams.enter(signIn.operator.subject)
  return sendEvents(c, events, after).finally(free)
})

chat.post('/bff/chat/:deployment/runs/:run/stop', async (c) => {
  const { thread } = await bodyOf(c, threadBody)
  const which = whichOf(c, c.req.param('deployment'), thread)
  const said = await c.var.services.upstream.chat.stop(which, c.req.param('run'))
  return c.json<Api['POST /bff/chat/:deployment/runs/:run/stop']['answer']>(said)
})

chat.post('/bff/chat/:deployment/runs/:run/resume', async (c) => {
  const { thread } = await bodyOf(c, threadBody)
  const which = whichOf(c, c.req.param('deployment'), thread)
  const run = await c.var.services.upstream.chat.resume(which, c.req.param('run'), c.var.signIn)
  return c.json<Api['POST /bff/chat/:deployment/runs/:run/resume']['answer']>(run)
})

function whichOf(c: Context<AppEnv>, deployment: string, thread: string | undefined) {
  if (thread === undefined)
    throw new Problem(400, 'bad_request', 'thread is missing: the id of the conversation.')
  return { owner: c.var.signIn.operator.subject, deployment, conversation: thread }
}

/** The id of the last event that a client has; 0 where it has none. */
function numberOf(text: string | undefined): number {
  const id = Number(text ?? 0)
  if (!Number.isSafeInteger(id) || id < 0)
    throw new Problem(400, 'bad_request', `"${text}" is no id of an event; ids count from 1.`)
  return id
}
