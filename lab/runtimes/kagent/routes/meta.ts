import type { Hono } from 'hono'
import * as z from 'zod'

import type { Env } from '../env.ts'
import { ApiError, jsonBody, ok } from '../reply.ts'
import type { World } from '../world.ts'

const feedbackBody = z.object({
  is_positive: z.boolean().default(false),
  feedback_text: z.string().min(1),
  issue_type: z.enum(['instructions', 'factual', 'incomplete', 'tool']).exactOptional(),
  message_id: z.int().exactOptional(),
})

/** What the controller says of itself and of the caller, and what callers say of answers. */
export function metaRoutes(app: Hono<Env>, { agents, feedback, clock }: World): void {
  app.get('/health', (c) => c.text('OK'))
  app.get('/version', (c) =>
    c.json({ kagent_version: '0.10.0-rc3', git_commit: 'unknown', build_date: '2026-08-18' }),
  )
  app.get('/api/me', (c) => {
    const { user, claims } = c.get('caller')
    return c.json(claims ?? { sub: user })
  })
  app.get('/api/namespaces', (c) => {
    const used = agents.list().map(({ manifest }) => manifest.metadata.namespace)
    const names = [...new Set(['kagent', ...used])]
    const namespaces = names.map((name) => ({ name, status: 'Active' }))
    return ok(c, namespaces, 'Successfully listed namespaces')
  })
  app.get('/api/feedback', (c) => {
    const own = feedback.filter(({ user_id }) => user_id === c.get('caller').user)
    return ok(c, own, 'Successfully listed feedback')
  })
  app.post('/api/feedback', async (c) => {
    const read = feedbackBody.safeParse(await jsonBody(c))
    if (!read.success) {
      const [first] = read.error.issues
      throw new ApiError(400, `Invalid feedback: ${first?.path.join('.')}: ${first?.message}`)
    }
    const given = {
      id: feedback.length + 1,
      user_id: c.get('caller').user,
      ...read.data,
      created_at: new Date(clock()).toISOString(),
    }
    feedback.push(given)
    return ok(c, given, 'Feedback submitted successfully', 201)
  })
}
