import { afterAll, describe, expect, test } from 'vitest'

import { client } from './client.ts'
import { agent, deployment, documents, kagentRuntime, unique } from './manifests.ts'
import { startOwn } from './target.ts'

// Its own registry always: these tests turn the clock, and leave traces that no real one should keep.
const target = await startOwn()
const { send, apply } = client(target)
afterAll(() => target.close())

const path = (name: string) => `/v0/deployments/${name}`
const deploy = (name: string) => apply(deployment(name, 'solofieldassistant', 'kagent-tor1'))
const condition = (type: string, status: string, reason: string) =>
  expect.objectContaining({ type, status, reason })

describe('a deployment', () => {
  test('has no status, then progresses, then is ready, and can be reached', async () => {
    const name = unique()
    await deploy(name)
    expect((await send(path(name))).body).not.toHaveProperty('status')

    await target.turn(700)
    expect((await send(path(name))).body).toMatchObject({
      status: {
        conditions: [
          {
            type: 'Progressing',
            status: 'True',
            reason: 'Accepted',
            message: 'enterprise deployment started',
          },
        ],
        details: { runtimeMetadata: { remoteId: 'solofieldassistant', namespace: 'kagent' } },
      },
    })

    await target.turn(1_800)
    expect((await send(path(name))).body).toMatchObject({
      status: {
        conditions: expect.arrayContaining([
          {
            type: 'Ready',
            status: 'True',
            reason: 'Completed',
            message: 'deployment completed',
            lastTransitionTime: '2026-08-14T09:00:02.5Z',
          },
        ]),
      },
    })
  })

  test('deleted, it stays until its workload is stopped, and blocks its name', async () => {
    const name = unique()
    await deploy(name)
    await target.turn(5_000)
    expect((await send(path(name), { method: 'DELETE' })).status).toBe(204)
    expect((await send(path(name))).body).toMatchObject({
      metadata: { deletionTimestamp: expect.stringMatching(/Z$/) },
    })
    expect((await send('/v0/deployments')).text).not.toContain(name)
    expect((await send('/v0/deployments?includeTerminating=true')).text).toContain(name)

    const put = await send(path(name), {
      method: 'PUT',
      json: {
        spec: {
          targetRef: { kind: 'Agent', name: 'solofieldassistant' },
          runtimeRef: { kind: 'Runtime', name: 'kagent-tor1' },
        },
      },
    })
    expect(put.status).toBe(409)
    expect(put.body).toEqual({
      title: 'Conflict',
      status: 409,
      detail: `Deployment default/${name}/ is terminating; delete + re-apply once GC purges the row`,
    })
    expect((await deploy(name)).body).toMatchObject({
      results: [
        {
          status: 'failed',
          error: `object default/${name}/ is terminating; delete + re-apply once GC purges the row`,
        },
      ],
    })

    await target.turn(0)
    expect((await send(path(name))).body).toMatchObject({
      status: {
        conditions: expect.arrayContaining([condition('Progressing', 'True', 'Removing')]),
      },
    })
    await target.turn(1_500)
    expect((await send(path(name))).status).toBe(404)
    expect((await deploy(name)).body).toMatchObject({ results: [{ status: 'created' }] })
  })

  test('waits for a reference that went away, and goes on when it is back', async () => {
    const [name, own] = [unique(), unique()]
    await apply(documents(agent(own), deployment(name, own, 'kagent-tor1')))
    await target.turn(5_000)
    await send(`/v0/agents/${own}/latest`, { method: 'DELETE' })
    await target.turn(0)
    expect((await send(path(name))).body).toMatchObject({
      status: {
        conditions: expect.arrayContaining([
          expect.objectContaining({
            type: 'Ready',
            status: 'False',
            reason: 'ReferencePending',
            message: `resolve targetRef default/${own}@latest: referenced resource not found`,
          }),
        ]),
      },
    })
    await apply(agent(own))
    await target.turn(5_000)
    expect((await send(path(name))).body).toMatchObject({
      status: { conditions: expect.arrayContaining([condition('Ready', 'True', 'Completed')]) },
    })
  })

  test('fails with the reason that its runtime gives', async () => {
    await target.turn(5_000)
    expect((await send(path('release-notes-eu'))).body).toMatchObject({
      status: {
        conditions: expect.arrayContaining([
          expect.objectContaining({
            type: 'Ready',
            status: 'False',
            reason: 'Failed',
            message: expect.stringMatching(/^AssumeRole denied: arn:aws:iam::444455556666:role\//),
          }),
          condition('Degraded', 'True', 'InvalidRuntimeConfig'),
        ]),
      },
    })
  })

  test('recovers when the runtime is set right', async () => {
    const runtime = await send('/v0/runtimes/aws-agentcore-eu')
    const fixed = JSON.parse(runtime.text.replace('444455556666', '111122223333'))
    await send('/v0/runtimes/aws-agentcore-eu', { method: 'PUT', json: fixed })
    await target.turn(5_000)
    expect((await send(path('release-notes-eu'))).body).toMatchObject({
      status: {
        conditions: expect.arrayContaining([
          condition('Ready', 'True', 'Completed'),
          condition('Degraded', 'False', 'Completed'),
        ]),
      },
    })
  })

  test('is started afresh by the force annotation alone', async () => {
    const name = unique()
    await deploy(name)
    await target.turn(5_000)
    const forced = deployment(name, 'solofieldassistant', 'kagent-tor1').replace(
      `name: ${name}\n`,
      `name: ${name}\n  annotations: { reconcile.agentregistry.dev/force: "2026-08-14T09:30:00Z" }\n`,
    )
    expect((await apply(forced)).body).toMatchObject({ results: [{ status: 'configured' }] })
    await target.turn(700)
    expect((await send(path(name))).body).toMatchObject({
      status: {
        conditions: expect.arrayContaining([condition('Progressing', 'True', 'Accepted')]),
        details: { deploymentController: { lastForceToken: '2026-08-14T09:30:00Z' } },
      },
    })
  })

  test('that should not run is stopped and keeps its place', async () => {
    await target.turn(5_000)
    expect((await send(path('cve-watcher-kagent'))).body).toMatchObject({
      spec: { desiredState: 'undeployed' },
      status: { conditions: expect.arrayContaining([condition('Ready', 'False', 'Removed')]) },
    })
  })

  test('whose runtime is gone leaves without it, and its workload stays behind', async () => {
    const [name, runtime] = [unique(), unique()]
    await apply(documents(kagentRuntime(runtime), deployment(name, 'solofieldassistant', runtime)))
    await target.turn(5_000)
    await send(`/v0/runtimes/${runtime}`, { method: 'DELETE' })
    await send(path(name), { method: 'DELETE' })
    await target.turn(0)
    expect((await send(path(name))).status).toBe(404)
  })

  test('with a target that its runtime cannot host is accepted and never reported', async () => {
    const name = unique()
    await apply(
      deployment(name, 'solo-kb', 'aws-agentcore').replace('kind: Agent', 'kind: MCPServer'),
    )
    await target.turn(60_000)
    expect((await send(path(name))).body).not.toHaveProperty('status')
  })
})

describe('discovery', () => {
  test('finds what nobody deployed and says where', async () => {
    await target.turn(0)
    const { body } = await send('/v0/deployments?origin=discovered')
    expect(body).toMatchObject({
      items: [
        {
          metadata: {
            name: 'discovered-k8s-troubleshooter',
            annotations: {
              'agentregistry.solo.io/origin': 'discovered',
              'agentregistry.solo.io/discovered-runtime': 'kagent-tor1',
              'agentregistry.solo.io/discovered-runtime-type': 'Kagent',
            },
          },
          spec: { targetRef: { kind: 'Agent', name: 'k8s-troubleshooter', tag: 'unknown' } },
          status: { conditions: [condition('Discovered', 'True', 'Observed')] },
        },
      ],
    })
  })

  test.for(['kagent-tor1', 'aws-agentcore'])('the Runtime %s could be asked', async (name) => {
    expect((await send(`/v0/runtimes/${name}`)).body).toMatchObject({
      status: { conditions: [condition('Ready', 'True', 'SyncOK')] },
    })
  })
})

describe('reset', () => {
  test('brings the first state back and keeps tokens valid', async () => {
    const name = unique()
    await deploy(name)
    await target.reset()
    expect((await send(path(name))).status).toBe(404)
    expect((await send('/v0/agents/solofieldassistant')).status).toBe(200)
  })

  test('a Runtime whose role cannot be assumed says so again', async () => {
    await target.turn(5_000)
    expect((await send('/v0/runtimes/aws-agentcore-eu')).body).toMatchObject({
      status: { conditions: [{ type: 'Ready', status: 'False' }] },
    })
  })
})
