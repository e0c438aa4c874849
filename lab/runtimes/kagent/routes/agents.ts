import type { Hono } from 'hono'

import type { Env } from '../env.ts'
import type { Hosted } from '../hosted.ts'
import { readManifest } from '../manifest.ts'
import { jsonBody, ok } from '../reply.ts'
import type { World } from '../world.ts'

/** The controller's agents: what a registry's adapter creates, asks after and removes. */
export function agentRoutes(app: Hono<Env>, { agents }: World): void {
  app.get('/api/agents', (c) =>
    ok(c, agents.list(c.req.query('namespace')).map(present), 'Successfully listed agents'),
  )
  app.post('/api/agents', async (c) => {
    const { manifest } = agents.create(readManifest(await jsonBody(c)))
    return ok(c, manifest, 'Successfully created agent', 201)
  })
  app.put('/api/agents', async (c) => {
    const { manifest } = await agents.update(readManifest(await jsonBody(c)))
    return ok(c, manifest, 'Successfully updated agent')
  })
  app.get('/api/agents/:namespace/:name', (c) => {
    const { namespace, name } = c.req.param()
    return ok(c, present(agents.require(namespace, name)), 'Successfully retrieved agent')
  })
  app.delete('/api/agents/:namespace/:name', async (c) => {
    const { namespace, name } = c.req.param()
    await agents.remove(namespace, name)
    return ok(c, undefined, 'Successfully deleted agent')
  })
}

function present(hosted: Hosted) {
  const ready = hosted.agent() !== undefined
  const message = hosted.failure()
  return {
    id: hosted.id,
    agent: { ...hosted.manifest, status: { conditions: conditions(ready, message) } },
    modelProvider: '',
    model: '',
    modelConfigRef: '',
    memoryRefs: null,
    tools: null,
    deploymentReady: ready,
    accepted: true,
    workloadMode: 'deployment',
  }
}

const conditions = (ready: boolean, message: string | undefined) => [
  { type: 'Accepted', status: 'True', reason: 'Reconciled' },
  ready
    ? { type: 'Ready', status: 'True', reason: 'DeploymentReady' }
    : {
        type: 'Ready',
        status: 'False',
        reason: 'DeploymentNotReady',
        message: message ?? 'the agent is starting',
      },
]
