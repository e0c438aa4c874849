import { Hono } from 'hono'
import * as z from 'zod'

import type { Api } from '../contract.ts'
import type { AppEnv } from '../env.ts'
import { defaultNamespace } from '../upstream/registry/envelope.ts'
import { bodyOf } from './body.ts'

/** The operator's own conversations with deployed agents. */
export const conversations = new Hono<AppEnv>()

const renameBody = z.strictObject({ title: z.string().trim().min(1).max(200) })

conversations.get('/bff/conversations', async (c) => {
  const { deployment, namespace = defaultNamespace } = c.req.query()
  const all = await c.var.services.upstream.chat.list(c.var.signIn.operator.subject)
  const meant = all.filter(
    (one) =>
      deployment === undefined ||
      (one.deployment === deployment && (one.namespace ?? defaultNamespace) === namespace),
  )
  return c.json<Api['GET /bff/conversations']['answer']>({ conversations: meant })
})

conversations.get('/bff/conversations/:id', async (c) => {
  const view = await c.var.services.upstream.chat.one(whichOf(c.var, c.req.param('id')))
  return c.json<Api['GET /bff/conversations/:id']['answer']>(view)
})

conversations.post('/bff/conversations/:id/rename', async (c) => {
  const { title } = await bodyOf(c, renameBody)
  const which = whichOf(c.var, c.req.param('id'))
  const summary = await c.var.services.upstream.chat.rename(which, title)
  return c.json<Api['POST /bff/conversations/:id/rename']['answer']>(summary)
})

conversations.post('/bff/conversations/:id/delete', async (c) => {
  await c.var.services.upstream.chat.remove(whichOf(c.var, c.req.param('id')))
  return c.json<Api['POST /bff/conversations/:id/delete']['answer']>({ deleted: true })
})

conversations.post('/bff/conversations/:id/end-session', async (c) => {
  const which = whichOf(c.var, c.req.param('id'))
  const sentence = await c.var.services.upstream.chat.endSession(which, c.var.signIn)
  return c.json<Api['POST /bff/conversations/:id/end-session']['answer']>({ ended: true, sentence })
})

const whichOf = ({ signIn }: AppEnv['Variables'], conversation: string) => ({
  owner: signIn.operator.subject,
  conversation,
})
