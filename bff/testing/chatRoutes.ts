import { randomUUID } from 'node:crypto'

import { Hono } from 'hono'

import type { AppEnv, Services } from '../env.ts'
import { chat as chatRoutes } from '../routes/chat.ts'
import { conversations } from '../routes/conversations.ts'
import { limitBody } from '../security/bodyLimit.ts'
import { chatOf } from './chat.ts'
import { operator, serveRoutes } from './routes.ts'
import { upstreamOf } from './upstream.ts'

/** The routes of the chat over a scripted agent, as somebody who is signed in. */
export async function servedChat(streams = 50) {
  const parts = upstreamOf({ limits: { streams } })
  const scripted = chatOf()
  const closing = new AbortController()
  const signedIn = { now: true }
  const signIns = {
    reread: async () => (signedIn.now ? operator : null),
  } as unknown as Services['signIns'] // all that streams ask
  const routes = new Hono<AppEnv>()
    .use(limitBody(1_048_576, () => false))
    .route('/', chatRoutes)
    .route('/', conversations)
  const { origin } = await serveRoutes(routes, {
    ...parts,
    signIns,
    closing: closing.signal,
    upstream: { ...parts.upstream, chat: scripted.chat },
  })
  const ask = (body: unknown, query = '') =>
    fetch(`${origin}/bff/chat/helper/runs${query}`, { method: 'POST', body: JSON.stringify(body) })
  return { ...scripted, parts, origin, closing, signedIn, ask }
}

/** What AG-UI's client would post. */
export const runRequest = (content: unknown = 'What is a TrafficPolicy?', over: object = {}) => ({
  threadId: randomUUID(),
  runId: randomUUID(),
  messages: [{ id: 'm', role: 'user', content }],
  tools: [],
  context: [],
  ...over,
})
