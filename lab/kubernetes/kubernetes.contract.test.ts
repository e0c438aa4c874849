import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { type LabGateway, createGateway } from '../gateway/gateway.ts'
import { type Listening, listen } from '../gateway/testing/listen.ts'
import { dynamic } from '../gateway/testing/manifests.ts'
import { createKubernetes } from './kubernetes.ts'
import { agentgatewayResources } from './resources.ts'

let gateway: LabGateway
let at: Listening
const lines: string[] = []

beforeEach(async () => {
  lines.length = 0
  gateway = await createGateway({ manifests: dynamic, variables: {}, log: () => undefined })
  const kubernetes = createKubernetes({
    clock: () => Date.UTC(2026, 0, 2, 3, 4, 5),
    clusters: [
      {
        id: 'dynamic',
        documents: () => Promise.resolve(gateway),
        resources: agentgatewayResources,
        pod: { namespace: 'default', name: 'agentgateway', lines: () => lines },
      },
    ],
  })
  at = await listen(kubernetes.handler)
})
afterEach(async () => {
  await at.close()
  await gateway.data.close?.()
})

const services = '/api/v1/namespaces/default/services'
const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${at.origin}/clusters/dynamic${path}`, init)

interface Answer {
  kind: string
  metadata: Record<string, unknown>
  items?: Answer[]
  message?: string
  reason?: string
  code?: number
}
const json = async (response: Response): Promise<[number, Answer]> => [
  response.status,
  (await response.json()) as Answer, // every answer of the API that is asked here is an object
]

const service = (name: string, port = 80, more = '') => `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  labels: {app: mcp-server-everything}
${more}spec:
  ports: [{port: ${port}, appProtocol: agentgateway.dev/mcp}]
`

const apply = (name: string, body: string, query = '?fieldManager=parallax') =>
  ask(`${services}/${name}${query}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/apply-patch+yaml' },
    body,
  })
const del = (name: string, body = '', query = '') =>
  ask(`${services}/${name}${query}`, { method: 'DELETE', ...(body !== '' && { body }) })
const log = (query: string, pod = 'agentgateway') =>
  ask(`/api/v1/namespaces/default/pods/${pod}/log${query}`)
const targets = () =>
  gateway
    .documents()
    .map(({ value }) => value as { kind: string; metadata: { name: string } })
    .filter(({ kind }) => kind === 'Service')
    .map(({ metadata }) => metadata.name)

describe('reading', () => {
  it('lists a kind over all namespaces, with what an API server adds', async () => {
    const [status, list] = await json(
      await ask('/apis/gateway.kgateway.dev/v1alpha1/backends?limit=500'),
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
    const [, elsewhere] = await json(await ask('/api/v1/namespaces/kagent/services'))
    expect(elsewhere.items).toEqual([])
    const [, one] = await json(await ask(`${services}/mcp-server-everything`))
    expect(one).toMatchObject({ kind: 'Service', spec: { ports: [{ port: 3001 }] } })
  })

  it('says NotFound of an object, and 404 of a kind that is not served', async () => {
    expect(await json(await ask(`${services}/other`))).toEqual([
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
    const unknown = await ask('/apis/mcp.kuadrant.io/v1/mcpvirtualservers')
    expect([unknown.status, await unknown.text()]).toEqual([404, '404 page not found\n'])
  })

  it('says which kinds there are', async () => {
    const [, groups] = await json(await ask('/apis'))
    expect(JSON.stringify(groups)).toContain('enterpriseagentgateway.solo.io/v1alpha1')
    const [, core] = await json(await ask('/api/v1'))
    expect(core).toMatchObject({
      resources: [{ name: 'services', namespaced: true }, { name: 'pods/log' }],
    })
  })

  it('refuses what it would have to ignore', async () => {
    const [status, { message }] = await json(await ask('/api/v1/services?watch=true'))
    expect([status, message]).toEqual([400, 'watch: lists of this lab are read whole, once'])
  })
})

describe('applying', () => {
  it('creates, changes and leaves alone, and the gateway hears of it', async () => {
    const [created, first] = await json(await apply('another', service('another')))
    expect([created, first.metadata['generation']]).toEqual([201, 1])
    expect(targets()).toEqual(['mcp-server-everything', 'another'])
    const [again, same] = await json(await apply('another', service('another')))
    expect([again, same.metadata]).toEqual([200, first.metadata])
    const [changed, other] = await json(await apply('another', service('another', 81)))
    expect([changed, other.metadata['generation'], other.metadata['uid']]).toEqual([
      200,
      2,
      first.metadata['uid'],
    ])
    expect(other.metadata['resourceVersion']).not.toBe(first.metadata['resourceVersion'])
  })

  it('only tries where it is a dry run', async () => {
    const [status, object] = await json(
      await apply('another', service('another'), '?fieldManager=parallax&dryRun=All'),
    )
    expect([status, object.metadata['name']]).toEqual([201, 'another'])
    expect(targets()).toEqual(['mcp-server-everything'])
  })

  it('refuses a document in the words of the gateway, with their place', async () => {
    const wrong = service('another').replace('mcp}', 'mcp, nodePort: 3}')
    const [status, answer] = await json(await apply('another', wrong))
    expect(status).toBe(422)
    expect(answer.reason).toBe('Invalid')
    expect(answer.message).toBe(
      'Service "another" is invalid: applied.yaml:7:57: this gateway does not honour the field "nodePort" of spec.ports.0; remove it',
    )
    expect(targets()).toEqual(['mcp-server-everything'])
  })

  it('changes nothing that another manager wrote, unless it is forced', async () => {
    const text = service('mcp-server-everything')
    const [status, answer] = await json(await apply('mcp-server-everything', text))
    expect([status, answer.message]).toEqual([
      409,
      'Apply failed with 1 conflict: conflict with "lab" using v1: .spec',
    ])
    const forced = await apply('mcp-server-everything', text, '?fieldManager=parallax&force=true')
    expect(forced.status).toBe(200)
    const mine = await apply('mcp-server-everything', service('mcp-server-everything', 82))
    expect(mine.status).toBe(200)
  })

  it('takes an object as it was read, as long as nobody has changed it since', async () => {
    const [, { metadata, ...read }] = await json(await ask(`${services}/mcp-server-everything`))
    const { managedFields: _, ...kept } = metadata
    const body = JSON.stringify({ ...read, metadata: kept }).replace('3001', '3002')
    const query = '?fieldManager=parallax&force=true'
    expect((await apply('mcp-server-everything', body, query)).status).toBe(200)
    const [status, answer] = await json(await apply('mcp-server-everything', body, query))
    expect([status, answer.reason]).toEqual([409, 'Conflict'])
  })

  it.each([
    ['two objects', `${service('a')}---\n${service('b')}`, 'error decoding YAML'],
    ['no YAML', 'kind: [', 'error decoding YAML'],
    ['another name', service('b'), 'the name of the object (b) does not match'],
    [
      'another namespace',
      service('a', 80).replace('name: a', 'name: a\n  namespace: x'),
      'namespace',
    ],
    ['another kind', service('a').replace('Service', 'Pod'), 'the object is a v1 Pod'],
    [
      'managed fields',
      service('a').replace('name: a', 'name: a\n  managedFields: []'),
      'must be nil',
    ],
  ])('refuses %s with 400', async (_, body, words) => {
    const [status, answer] = await json(await apply('a', body))
    expect([status, answer.reason]).toEqual([400, 'BadRequest'])
    expect(answer.message).toContain(words)
  })

  it('wants a manager, and its own content type', async () => {
    expect((await apply('a', service('a'), '')).status).toBe(422)
    const merge = await ask(`${services}/a?fieldManager=x`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/merge-patch+json' },
      body: '{}',
    })
    expect(merge.status).toBe(415)
    expect((await ask(services, { method: 'POST', body: '{}' })).status).toBe(405)
  })
})

describe('deleting', () => {
  it('takes an object away once', async () => {
    const [status, answer] = await json(await del('mcp-server-everything'))
    expect([status, answer]).toMatchObject([200, { kind: 'Status', status: 'Success' }])
    expect(targets()).toEqual([])
    expect((await del('mcp-server-everything')).status).toBe(404)
  })

  it('keeps an object that is not the one that was meant', async () => {
    const [status, answer] = await json(
      await del('mcp-server-everything', '{"preconditions":{"uid":"other"}}'),
    )
    expect([status, answer.reason]).toEqual([409, 'Conflict'])
    expect((await del('mcp-server-everything', '', '?dryRun=All')).status).toBe(200)
    expect(targets()).toEqual(['mcp-server-everything'])
  })

  it('keeps what another object refers to', async () => {
    const [status, answer] = await json(
      await ask('/apis/gateway.kgateway.dev/v1alpha1/namespaces/default/backends/mcp-backend', {
        method: 'DELETE',
      }),
    )
    expect(status).toBe(409)
    expect(answer.message).toContain('there is no Backend default/mcp-backend')
  })
})

describe('the pod’s log', () => {
  it('ends with the newest lines', async () => {
    lines.push('one', 'two', 'three')
    expect(await (await log('?tailLines=2')).text()).toBe('two\nthree\n')
    expect(await (await log('')).text()).toBe('one\ntwo\nthree\n')
    expect(await (await log('?tailLines=0')).text()).toBe('')
  })

  it('is that of one pod, and is not followed', async () => {
    expect((await log('', 'other')).status).toBe(404)
    expect((await log('?follow=true')).status).toBe(400)
    expect((await log('?tailLines=all')).status).toBe(400)
  })
})

describe('who may ask', () => {
  it('is a program of this machine, and no web page', async () => {
    const page = await ask('/api', { headers: { origin: 'http://localhost:8787' } })
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
