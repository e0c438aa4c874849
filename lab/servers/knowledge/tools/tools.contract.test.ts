import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { productIds } from '../library/shapes.ts'
import { type RunningKnowledge, runKnowledge } from '../running.ts'

let kb: RunningKnowledge
beforeAll(async () => {
  kb = await runKnowledge()
})
afterAll(() => kb.stop())

const data = async (tool: string, args = {}) =>
  (await kb.rpc('tools/call', { name: tool, arguments: args })).result?.structuredContent

test('the ten tools are listed in the order of the real server', async () => {
  const { result } = await kb.rpc('tools/list')
  expect(result?.tools?.map((tool) => tool.name).join(' ')).toBe(
    'list_products get_product_info get_versions get_changelog search_use_cases get_api_specs get_crd_map get_use_case get_crd_schema search',
  )
})

test('schemas drive forms: enums, defaults, descriptions, examples and hints', async () => {
  const { result } = await kb.rpc('tools/list')
  const tool = (name: string) => result?.tools?.find((each) => each.name === name)
  expect(tool('get_product_info')).toMatchObject({
    title: 'Product information',
    annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    inputSchema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      required: ['product'],
      properties: { product: { enum: [...productIds], description: expect.any(String) } },
    },
  })
  expect(tool('search')?.inputSchema).toMatchObject({
    required: ['query'],
    properties: {
      kind: { default: 'all' },
      limit: { type: 'integer', default: 8, maximum: 50 },
      query: { examples: expect.arrayContaining(['stateless MCP session']) },
    },
  })
})

test('get_product_info begins with the twelve lines that are known of the real server', async () => {
  const text = await kb.text('get_product_info', { product: 'kgateway' })
  expect(text.split('\n').slice(0, 12)).toEqual([
    '# kgateway',
    '',
    '## Product Identity',
    '',
    '| | |',
    '|---|---|',
    '| **Current Enterprise Name** | Solo Enterprise for kgateway |',
    '| **Current OSS Name** | kgateway |',
    '| **Enterprise Vendor** | Solo.io |',
    '| **OSS License** | Apache 2.0 |',
    '| **OSS Repository** | [kgateway-dev/kgateway](https://github.com/kgateway-dev/kgateway) |',
    '| **Enterprise Docs** | [docs.solo.io/kgateway](https://docs.solo.io/kgateway/) |',
  ])
})

test('list_products gives every product as text and as data', async () => {
  expect(await data('list_products')).toMatchObject({
    products: productIds.map((id) => ({ id, license: 'Apache 2.0' })),
  })
  expect(await kb.text('list_products')).toContain('| kuadrant-mcp-gateway |')
})

test('get_versions narrows to an edition and says what each date means', async () => {
  const { versions } = { versions: [], ...(await data('get_versions', { edition: 'enterprise' })) }
  expect(versions).toContainEqual(
    expect.objectContaining({ product: 'agentgateway', version: '2.3.4', dateMeans: 'observed' }),
  )
  expect(versions.every(({ edition }) => edition === 'enterprise')).toBe(true)
})

test('get_changelog finds a version with and without its v', async () => {
  const [withV, without] = await Promise.all(
    ['v1.1', '1.1'].map((version) =>
      kb.text('get_changelog', { product: 'agentgateway', version }),
    ),
  )
  expect(withV).toContain('HTTP 400; in 1.0.x it was 500')
  expect(without).toBe(withV)
})

test('get_changelog says plainly that it knows nothing', async () => {
  expect(await kb.text('get_changelog', { product: 'istio', version: '0.1' })).toBe(
    'No dated change of istio 0.1 is known here.',
  )
})

test('get_api_specs gives one section or the page', async () => {
  const section = await kb.text('get_api_specs', { product: 'agentgateway', section: 'ports' })
  expect(section).toContain('| 15000 (loopback) |')
  expect(section).not.toContain('## Status codes')
  expect(await kb.text('get_api_specs', { product: 'agentgateway' })).toContain('## Status codes')
})

test('get_crd_map maps kinds to groups and versions', async () => {
  expect(await data('get_crd_map', { product: 'agentgateway' })).toMatchObject({
    kinds: expect.arrayContaining([
      expect.objectContaining({
        kind: 'AgentgatewayBackend',
        apiVersion: 'agentgateway.dev/v1alpha1',
      }),
    ]),
  })
})

test('get_crd_schema describes the fields below a path', async () => {
  const text = await kb.text('get_crd_schema', { kind: 'trafficpolicy', path: 'spec.rateLimit' })
  expect(text).toMatch(/^# TrafficPolicy\n/)
  expect(text).toContain('apiVersion: gateway.kgateway.dev/v1alpha1')
  expect(text).toContain('| spec.rateLimit.local.tokenBucket.maxTokens | integer | yes |')
  expect(text).toContain('Generic, Header, RemoteAddress, Path')
  expect(text).not.toContain('| spec.cors |')
})

test('get_crd_schema shows every product that has the kind, or the one asked for', async () => {
  const both = await kb.text('get_crd_schema', { kind: 'Agent' })
  expect(both).toContain('kagent.dev/v1alpha2')
  expect(both).toContain('ar.dev/v1alpha1')
  const one = await kb.text('get_crd_schema', { kind: 'Agent', product: 'agentregistry' })
  expect(one).not.toContain('kagent.dev/v1alpha2')
})

describe('use cases', () => {
  test('are all listed without words, and filtered by tag and product', async () => {
    const args = { tag: 'sessions', product: 'agentgateway' }
    const text = await kb.text('search_use_cases', args)
    expect(text.match(/^- /gm)).toHaveLength(1)
    expect(text).toContain('use-cases/mcp/stateful-and-stateless-sessions.md')
    const all = await kb.text('search_use_cases', { limit: 50 })
    expect(all.match(/^- /gm)?.length).toBeGreaterThan(15)
  })

  test('are found by words with typing errors', async () => {
    const text = await kb.text('search_use_cases', { query: 'per tool authorisation' })
    expect(text).toMatch(/^# Use cases\n\n- \*\*use-cases\/security\/per-tool-authorization\.md/)
  })

  test('are read by their path, in full or short', async () => {
    const short = await kb.text('get_use_case', { file: 'security/jwt-authentication' })
    expect(short).toContain('File use-cases/security/jwt-authentication.md')
    expect(short).toContain('## Pitfalls')
  })
})
