import { afterEach, beforeEach, describe, expect, it } from 'vitest'

import { json, type RunningKubernetes, service, servicesPath, startKubernetes } from './testing.ts'

let at: RunningKubernetes
beforeEach(async () => {
  at = await startKubernetes()
})
afterEach(() => at.close())

const del = (name: string, body = '', query = '') =>
  at.ask(`${servicesPath}/${name}${query}`, { method: 'DELETE', ...(body !== '' && { body }) })

describe('applying', () => {
  it('creates, changes and leaves alone, and the gateway hears of it', async () => {
    const [created, first] = await json(await at.apply('another', service('another')))
    expect([created, first.metadata['generation']]).toEqual([201, 1])
    expect(at.services()).toEqual(['mcp-server-everything', 'another'])
    const [again, same] = await json(await at.apply('another', service('another')))
    expect([again, same.metadata]).toEqual([200, first.metadata])
    const [changed, other] = await json(await at.apply('another', service('another', 81)))
    expect([changed, other.metadata['generation'], other.metadata['uid']]).toEqual([
      200,
      2,
      first.metadata['uid'],
    ])
    expect(other.metadata['resourceVersion']).not.toBe(first.metadata['resourceVersion'])
  })

  it('only tries where it is a dry run', async () => {
    const [status, object] = await json(
      await at.apply('another', service('another'), '?fieldManager=parallax&dryRun=All'),
    )
    expect([status, object.metadata['name']]).toEqual([201, 'another'])
    expect(at.services()).toEqual(['mcp-server-everything'])
  })

  it('refuses a document in the words of the gateway, with their place', async () => {
    const wrong = service('another').replace('mcp}', 'mcp, nodePort: 3}')
    const [status, answer] = await json(await at.apply('another', wrong))
    expect(status).toBe(422)
    expect(answer.reason).toBe('Invalid')
    expect(answer.message).toBe(
      'Service "another" is invalid: applied.yaml:7:57: this gateway does not honour the field "nodePort" of spec.ports.0; remove it',
    )
    expect(at.services()).toEqual(['mcp-server-everything'])
  })

  it('changes nothing that another manager wrote, unless it is forced', async () => {
    const text = service('mcp-server-everything')
    const [status, answer] = await json(await at.apply('mcp-server-everything', text))
    expect([status, answer.message]).toEqual([
      409,
      'Apply failed with 1 conflict: conflict with "lab" using v1: .spec',
    ])
    const forced = await at.apply(
      'mcp-server-everything',
      text,
      '?fieldManager=parallax&force=true',
    )
    expect(forced.status).toBe(200)
    const mine = await at.apply('mcp-server-everything', service('mcp-server-everything', 82))
    expect(mine.status).toBe(200)
  })

  it('takes an object as it was read, as long as nobody has changed it since', async () => {
    const [, { metadata, ...read }] = await json(
      await at.ask(`${servicesPath}/mcp-server-everything`),
    )
    const { managedFields: _, ...kept } = metadata
    const body = JSON.stringify({ ...read, metadata: kept }).replace('3001', '3002')
    const query = '?fieldManager=parallax&force=true'
    expect((await at.apply('mcp-server-everything', body, query)).status).toBe(200)
    const [status, answer] = await json(await at.apply('mcp-server-everything', body, query))
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
    const [status, answer] = await json(await at.apply('a', body))
    expect([status, answer.reason]).toEqual([400, 'BadRequest'])
    expect(answer.message).toContain(words)
  })

  it.each([
    ['a: b', 400],
    ['apiVersion: v1\nkind: Service\nmetadata: 5', 400],
    ['a: &a [x]\nb: *c', 400],
    [`a: &a [x,x]\nb: [${'*a,'.repeat(200)}]`, 400],
    [`a: ${'['.repeat(20_000)}`, 400],
    ['a'.repeat(3 * 1_048_576 + 1), 413],
  ])('refuses what is no object: %#', async (body, code) => {
    const [status, answer] = await json(await at.apply('another', body))
    expect([status, answer.kind, answer.code]).toEqual([code, 'Status', code])
    expect(at.services()).toEqual(['mcp-server-everything'])
  })

  it('wants a manager, and its own content type', async () => {
    expect((await at.apply('a', service('a'), '')).status).toBe(422)
    const merge = await at.ask(`${servicesPath}/a?fieldManager=x`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/merge-patch+json' },
      body: '{}',
    })
    expect(merge.status).toBe(415)
    expect((await at.ask(servicesPath, { method: 'POST', body: '{}' })).status).toBe(405)
  })
})

describe('deleting', () => {
  it('takes an object away once', async () => {
    const [status, answer] = await json(await del('mcp-server-everything'))
    expect([status, answer]).toMatchObject([200, { kind: 'Status', status: 'Success' }])
    expect(at.services()).toEqual([])
    expect((await del('mcp-server-everything')).status).toBe(404)
  })

  it('keeps an object that is not the one that was meant', async () => {
    const [status, answer] = await json(
      await del('mcp-server-everything', '{"preconditions":{"uid":"other"}}'),
    )
    expect([status, answer.reason]).toEqual([409, 'Conflict'])
    expect((await del('mcp-server-everything', '', '?dryRun=All')).status).toBe(200)
    expect(at.services()).toEqual(['mcp-server-everything'])
  })

  it('keeps what another object refers to', async () => {
    const [status, answer] = await json(
      await at.ask('/apis/gateway.kgateway.dev/v1alpha1/namespaces/default/backends/mcp-backend', {
        method: 'DELETE',
      }),
    )
    expect(status).toBe(409)
    expect(answer.message).toContain('there is no Backend default/mcp-backend')
  })
})
