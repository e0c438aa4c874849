import { afterAll, describe, expect, test } from 'vitest'

import { client } from './client.ts'
import { unique } from './manifests.ts'
import { openTarget } from './target.ts'

const target = await openTarget()
const { send, apply } = client(target)
afterAll(() => target.close())

/** The least that each content kind takes. */
const kinds = [
  ['Agent', 'agents', 'description: One.'],
  ['MCPServer', 'mcpservers', 'remote: { type: streamable-http, url: http://127.0.0.1:1/mcp }'],
  ['Skill', 'skills', 'description: One.'],
  ['Prompt', 'prompts', 'content: One.'],
  ['Model', 'models', '{ provider: bedrock, model: m }'],
  ['Plugin', 'plugins', 'source: { type: oci, oci: { reference: "r/x@sha256:0" } }'],
] as const

const yaml = (kind: string, name: string, spec: string, tag?: string) =>
  `apiVersion: ar.dev/v1alpha1
kind: ${kind}
metadata: { name: ${name}${tag ? `, tag: "${tag}"` : ''} }
spec:
  ${spec}
`

describe.each(kinds)('%s', (kind, plural, spec) => {
  test('is listed, read by name and tag, and deleted per tag', async () => {
    const name = unique()
    await apply(yaml(kind, name, spec, '1.0.0'))
    const envelope = { apiVersion: 'ar.dev/v1alpha1', kind, metadata: { name, tag: '1.0.0' } }

    const listed = await send(`/v0/${plural}?limit=100000`)
    expect(listed.body).toMatchObject({ items: expect.arrayContaining([expect.anything()]) })
    expect(listed.text).toContain(name)

    const read = await send(`/v0/${plural}/${name}/1.0.0`)
    expect(read.status).toBe(200)
    expect(read.body).toMatchObject(envelope)

    const deleted = await send(`/v0/${plural}/${name}/1.0.0`, { method: 'DELETE' })
    expect(deleted.status).toBe(204)
    expect(deleted.text).toBe('')
    expect((await send(`/v0/${plural}/${name}/1.0.0`)).body).toEqual({
      title: 'Not Found',
      status: 404,
      detail: `${kind} "default"/"${name}"@"1.0.0" not found`,
    })
  })

  test('by name alone means the literal tag latest, not the newest', async () => {
    const name = unique()
    await apply(yaml(kind, name, spec, '1.0.0'))
    const without = await send(`/v0/${plural}/${name}`)
    expect(without.status).toBe(404)
    expect(without.body).toEqual({
      title: 'Not Found',
      status: 404,
      detail: `${kind} "default"/"${name}" not found`,
    })
    await apply(yaml(kind, name, spec))
    expect((await send(`/v0/${plural}/${name}`)).body).toMatchObject({
      metadata: { name, tag: 'latest' },
    })
    await apply(yaml(kind, name, spec, '2.0.0'))
    expect((await send(`/v0/${plural}/${name}/tags`)).body).toMatchObject({
      items: [{ metadata: { tag: 'latest' } }, {}, {}],
    })
    for (const tag of ['latest', '1.0.0', '2.0.0'])
      await send(`/v0/${plural}/${name}/${tag}`, { method: 'DELETE' })
  })

  test.each(['PUT', 'POST', 'DELETE'])('has no %s by name', async (method) => {
    const answer = await send(`/v0/${plural}/x`, { method, json: {} })
    expect(answer.status).toBe(404)
    expect(answer.body).toMatchObject({
      detail: 'Endpoint not found. See /docs for the API documentation.',
    })
  })
})
