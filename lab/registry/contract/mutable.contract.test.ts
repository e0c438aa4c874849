import { afterAll, describe, expect, test } from 'vitest'

import { client } from './client.ts'
import { featuresOf } from './features.ts'
import { unique } from './manifests.ts'
import { openTarget } from './target.ts'

const target = await openTarget()
const has = await featuresOf(target)
const { send } = client(target)
afterAll(() => target.close())

const runtime = {
  type: 'Kagent',
  config: { kagentUrl: 'http://kagent-controller.kagent:8083', namespace: 'kagent' },
}

const kinds = [
  ['Runtime', 'runtimes', runtime, true],
  [
    'AccessPolicy',
    'accesspolicies',
    {
      principals: [{ kind: 'Role', name: 'nobody' }],
      rules: [{ actions: ['registry:read'], resources: [{ kind: 'agent', name: '*' }] }],
    },
    has.accessPolicies,
  ],
  [
    'RuntimeAccessPolicy',
    'runtimeaccesspolicies',
    {
      rules: [
        { from: [{ kind: 'Role', name: 'r' }], to: [{ kind: 'MCPServer', name: 'solo-kb' }] },
      ],
    },
    has.accessPolicies,
  ],
  [
    'Gateway',
    'gateways',
    { runtimeId: 'r', networkId: 'n', subnetId: 's', mode: 'managed' },
    has.accessPolicies,
  ],
] as const

const envelope = (kind: string, name: string, spec: unknown) => ({
  apiVersion: 'ar.dev/v1alpha1',
  kind,
  metadata: { name },
  spec,
})

for (const [kind, plural, spec, present] of kinds)
  describe.skipIf(!present)(kind, () => {
    test('is put by name, read, listed and deleted', async () => {
      const name = unique()
      const path = `/v0/${plural}/${name}`
      const put = await send(path, { method: 'PUT', json: envelope(kind, name, spec) })
      expect(put.status).toBe(200)
      expect(put.body).toMatchObject({
        kind,
        metadata: { name, uid: expect.stringMatching(/./), createdAt: expect.stringMatching(/Z$/) },
        spec,
      })
      expect((await send(path)).body).toMatchObject({ metadata: { name }, spec })
      expect((await send(`/v0/${plural}?limit=100000`)).text).toContain(name)
      expect((await send(path, { method: 'DELETE' })).status).toBe(204)
      expect((await send(path)).body).toMatchObject({
        detail: `${kind} "default"/"${name}" not found`,
      })
    })
  })

describe('PUT', () => {
  const name = unique()
  const put = (json: unknown, query = '') =>
    send(`/v0/runtimes/${name}${query}`, { method: 'PUT', json })
  const valid = envelope('Runtime', name, runtime)

  test.each([
    [
      { ...valid, apiVersion: 'v1' },
      'apiVersion "v1" is not supported; expected "ar.dev/v1alpha1"',
    ],
    [{ ...valid, kind: 'Agent' }, 'kind "Agent" does not match endpoint kind "Runtime"'],
    [{ ...valid, metadata: { name: 'other' } }, 'metadata.name does not match path'],
    [
      { ...valid, metadata: { name, namespace: 'team-a' } },
      'metadata.namespace does not match ?namespace=',
    ],
    [
      { ...valid, spec: { type: 'Foo' } },
      expect.stringMatching(
        /^validation: spec\.type: unknown runtime type: "Foo" \(known: \[.*Kagent.*\]\)$/,
      ),
    ],
    [{ ...valid, spec: {} }, 'validation: spec.type: required field missing'],
  ])('refuses %j', async (json, detail) => {
    const answer = await put(json)
    expect(answer.status).toBe(400)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.body).toEqual({ title: 'Bad Request', status: 400, detail })
  })

  test('a value of the wrong type is 422 with its location', async () => {
    const answer = await put({ ...valid, spec: { type: 7 } })
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({
      title: 'Unprocessable Entity',
      detail: 'validation failed',
      errors: [{ location: 'body.spec.type', value: 7 }],
    })
  })

  test('writes a runtime type in its canonical case', async () => {
    const answer = await put({ ...valid, spec: { ...runtime, type: 'kagent' } })
    expect(answer.body).toMatchObject({ spec: { type: 'Kagent' } })
    await send(`/v0/runtimes/${name}`, { method: 'DELETE' })
  })
})

describe.skipIf(!has.accessPolicies)('Secret', () => {
  test('values go in and never come out', async () => {
    const name = unique()
    const json = envelope('Secret', name, {
      type: 'Opaque',
      immutable: true,
      stringData: { password: 'hunter2', user: 'alice' },
    })
    const put = await send(`/v0/secrets/${name}`, { method: 'PUT', json })
    expect(put.body).toMatchObject({ status: { dataKeys: ['password', 'user'] } })
    for (const answer of [put, await send(`/v0/secrets/${name}`), await send('/v0/secrets')])
      expect(answer.text).not.toContain('hunter2')
    const changed = await send(`/v0/secrets/${name}`, {
      method: 'PUT',
      json: envelope('Secret', name, { stringData: { password: 'other' } }),
    })
    expect(changed.status).toBe(400)
    await send(`/v0/secrets/${name}`, { method: 'DELETE' })
  })
})
