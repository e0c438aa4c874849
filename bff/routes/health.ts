import { Hono } from 'hono'

import type { Api, UpstreamView } from '../contract.ts'
import type { AppEnv, Services } from '../env.ts'

/** For probes and people: neither asks who they are, and neither tells more than addresses of the configuration. */
export const health = new Hono<AppEnv>()

const startedAt = performance.now()

health.get('/healthz', (c) =>
  c.json({
    status: 'up',
    version: c.var.services.version,
    uptimeSeconds: Math.round((performance.now() - startedAt) / 1000),
  }),
)

health.get('/readyz', async (c) => {
  const { upstream, closing } = c.var.services
  const [store, upstreams] = await Promise.all([
    storeProblem(c.var.services),
    upstream.pulse.check(),
  ])
  const stopping = closing.aborted ? 'The process is stopping.' : null
  const reasons = [stopping, store].filter((reason) => reason !== null)
  const ready = reasons.length === 0 && upstreams.every(isReady)
  return c.json({ ready, reasons, upstreams }, ready ? 200 : 503)
})

/** An admin port explains; nothing depends on it. Of a runtime that is down the others' agents can be asked. */
const isReady = ({ id, kind, state }: UpstreamView) =>
  state === 'ready' || kind === 'runtime' || id.endsWith('/admin')

async function storeProblem({ store, clock }: Services): Promise<string | null> {
  try {
    await store.get({ kind: 'signin', id: 'readiness' }, clock())
    return null
  } catch {
    return 'The store does not answer.'
  }
}

/** Behind a sign-in, and mounted there. */
export const upstreams = new Hono<AppEnv>()

upstreams.get('/bff/upstreams', async (c) => {
  const found = await c.var.services.upstream.pulse.check()
  return c.json<Api['GET /bff/upstreams']['answer']>({ upstreams: found })
})
