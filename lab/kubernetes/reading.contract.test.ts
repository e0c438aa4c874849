import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { json, type RunningKubernetes, servicesPath, startKubernetes } from './testing.ts'

let at: RunningKubernetes
beforeEach(async () => {
  at = await startKubernetes()
})
afterEach(() => at.close())

describe('reading', () => {
  it('lists a kind over all namespaces, with what an API server adds', async () => {
    const [status, list] = await json(
      await at.ask('/apis/gateway.kgateway.dev/v1alpha1/backends?limit=500'),
    )
    expect(status).toBe(200)
    expect(list.kind).toBe('BackendList')
    expect(list.items?.map(({ metadata }) => metadata)).toEqual([
      {
        name: 'mcp-backend',
        namespace: 'default',
        uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
        resourceVersion: '1',
        generation: 1,
        creationTimestamp: '2026-01-02T03:04:05Z',
        managedFields: [expect.objectContaining({ manager: 'lab', operation: 'Apply' })],
      },
    ])
  })

  it('keeps to a namespace, and reads one', async () => {
    const [, elsewhere] = await json(await at.ask('/api/v1/namespaces/kagent/services'))
    expect(elsewhere.items).toEqual([])
    const [, one] = await json(await at.ask(`${servicesPath}/mcp-server-everything`))
    expect(one).toMatchObject({ kind: 'Service', spec: { ports: [{ port: 3001 }] } })
  })

  it('says NotFound of an object, and 404 of a kind that is not served', async () => {
    expect(await json(await at.ask(`${servicesPath}/other`))).toEqual([
      404,
      {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message: 'services "other" not found',
        reason: 'NotFound',
        details: { name: 'other', kind: 'services' },
        code: 404,
      },
    ])
    const unknown = await at.ask('/apis/mcp.kuadrant.io/v1/mcpvirtualservers')
    expect([unknown.status, await unknown.text()]).toEqual([404, '404 page not found\n'])
  })

  it('says which kinds there are', async () => {
    const [, groups] = await json(await at.ask('/apis'))
    expect(JSON.stringify(groups)).toContain('enterpriseagentgateway.solo.io/v1alpha1')
    const [, core] = await json(await at.ask('/api/v1'))
    expect(core).toMatchObject({
      resources: [
        { name: 'services' },
        { name: 'pods', verbs: ['get', 'list'] },
        { name: 'pods/log' },
      ],
    })
  })

  it('refuses what it would have to ignore', async () => {
    const [status, { message }] = await json(await at.ask('/api/v1/services?watch=true'))
    expect([status, message]).toEqual([400, 'watch: lists of this lab are read whole, once'])
  })
})

describe('who may ask', () => {
  it('is a program of this machine, and no web page', async () => {
    const page = await at.ask('/api', { headers: { origin: 'http://localhost:8787' } })
    expect([page.status, (await json(page))[1].reason]).toEqual([403, 'Forbidden'])
  })

  it('names the clusters to somebody who asks for another', async () => {
    const response = await fetch(`${at.origin}/clusters/other/api`)
    expect([response.status, await response.text()]).toEqual([
      404,
      '404: there are the clusters dynamic\n',
    ])
    expect(await (await fetch(`${at.origin}/clusters`)).json()).toMatchObject({
      clusters: [{ id: 'dynamic', namespaces: ['default'] }],
    })
  })
})
