import { afterAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import * as z from 'zod'

import { client } from './client.ts'
import { featuresOf } from './features.ts'
import { openTarget } from './target.ts'

const target = await openTarget()
const has = await featuresOf(target)
const { send } = client(target)
afterAll(() => target.close())

describe('what is not there', () => {
  test('a path without the prefix is told the one it may have meant', async () => {
    const answer = await send('/foo', { as: null })
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.body).toEqual({
      title: 'Not Found',
      status: 404,
      detail: "Endpoint not found. Did you mean '/v0/foo'? See /docs for the API documentation.",
    })
  })

  test('a trailing slash is a 308 to the path without it, query and all', async () => {
    const answer = await send('/v0/agents/?limit=1')
    expect(answer.status).toBe(308)
    expect(answer.headers.get('location')).toMatch(/\/v0\/agents\?limit=1$/)
  })

  test('there is no user interface behind the API', async () => {
    expect((await send('/', { as: null })).status).toBe(404)
  })
})

describe('any origin may read, and none with credentials', () => {
  test('on an answer', async () => {
    const { headers } = await send('/v0/ping', { headers: { origin: 'https://example.com' } })
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('access-control-allow-credentials')).toBeNull()
  })

  test('on a preflight, which needs no token', async () => {
    const answer = await send('/v0/agents', {
      method: 'OPTIONS',
      as: null,
      headers: {
        origin: 'https://example.com',
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'authorization',
      },
    })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-methods')).toContain('PUT')
    expect(answer.headers.get('access-control-max-age')).toBe('86400')
  })
})

const schema = z.looseObject({})
const document = z.object({
  openapi: z.literal('3.1.0'),
  info: z.object({ title: z.string(), version: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), schema)),
  components: z.looseObject({ schemas: z.record(z.string(), schema) }),
})

describe('the OpenAPI document', () => {
  test('is served as JSON and as YAML, the same', async () => {
    const json = await send('/openapi.json', { as: null })
    const yaml = await send('/openapi.yaml', { as: null })
    expect(parse(yaml.text)).toEqual(json.body)
  })

  test('names every collection, and no security scheme', async () => {
    const { paths, components } = document.parse((await send('/openapi.json', { as: null })).body)
    for (const plural of ['agents', 'mcpservers', 'skills', 'prompts', 'models', 'plugins'])
      expect(Object.keys(paths[`/v0/${plural}/{name}/{tag}`] ?? {})).toEqual(['get', 'delete'])
    for (const plural of ['runtimes', 'deployments'])
      expect(Object.keys(paths[`/v0/${plural}/{name}`] ?? {})).toEqual(['get', 'put', 'delete'])
    expect(components).not.toHaveProperty('securitySchemes')
  })

  test('leaves out what the product leaves out', async () => {
    const { paths } = document.parse((await send('/openapi.json', { as: null })).body)
    expect(paths).not.toHaveProperty('/v0/approve')
    expect(Object.keys(paths).filter((path) => path.startsWith('/api/'))).toEqual([])
    expect('/v0/user/whoami' in paths).toBe(has.whoami)
  })

  test('refers only to schemas that it has', async () => {
    const { text, body } = await send('/openapi.json', { as: null })
    const { schemas } = document.parse(body).components
    const referred = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, id]) => id)
    expect(referred.length).toBeGreaterThan(50)
    for (const id of referred) expect(schemas).toHaveProperty([String(id)])
  })

  test('is what the server goes by: every path of it is answered', async () => {
    const { paths } = document.parse((await send('/openapi.json', { as: null })).body)
    for (const [path, operations] of Object.entries(paths)) {
      if (!('get' in operations)) continue
      const { body } = await send(path.replaceAll(/\{\w+\}/g, 'x'))
      expect(JSON.stringify(body)).not.toContain('Endpoint not found')
    }
  })
})

test('metrics and a page of documentation are open', async () => {
  await send('/v0/ping', { as: null })
  expect((await send('/metrics', { as: null })).text).toContain('/v0/ping')
  expect((await send('/docs', { as: null })).text).toContain('/v0/agents')
})
