import { beforeAll, expect, test } from 'vitest'

import { loadLibrary } from './library.ts'
import { type SearchIndex, buildSearchIndex } from './searchIndex.ts'

let index: SearchIndex
beforeAll(async () => {
  index = buildSearchIndex(await loadLibrary())
})

const first = (query: string, limit = 1) => index.search(query, { limit })[0]?.citation

test.each([
  [
    'TraficPolicy rate limt',
    'CRD TrafficPolicy (gateway.kgateway.dev/v1alpha1) field spec.rateLimit',
  ],
  ['What is a kgateway TrafficPolicy?', 'CRD TrafficPolicy (gateway.kgateway.dev/v1alpha1)'],
  ['What is an AgentgatewayBackend?', 'CRD AgentgatewayBackend (agentgateway.dev/v1alpha1)'],
  [
    'sessionRouting',
    'CRD AgentgatewayBackend (agentgateway.dev/v1alpha1) field spec.mcp.sessionRouting',
  ],
  ['how do stateless sessions work', 'use-cases/mcp/stateful-and-stateless-sessions.md'],
  ['one agent two runtimes', 'use-cases/agents/one-agent-two-runtimes.md'],
  ['token budget', 'use-cases/llm-cost/token-budget-model-degradation.md'],
  ['ReferenceGrnt', 'CRD ReferenceGrant (gateway.networking.k8s.io/v1beta1)'],
  ['who may see the catalogue', 'use-cases/catalogue/access-policies.md'],
  ['istio licence', 'product istio'],
])('%j finds %s first', (query, citation) => {
  expect(first(query)).toBe(citation)
})

test('every hit names product and version', () => {
  const hits = index.search('policy', { limit: 50 })
  expect(hits).toHaveLength(50)
  for (const hit of hits) expect([hit.product, hit.version]).not.toContain('')
})

test('filters keep to one product, one sort and one tag', () => {
  const hits = index.search('rate limit', { product: 'agentgateway', kind: 'field', limit: 20 })
  expect(hits.length).toBeGreaterThan(3)
  expect(new Set(hits.map((hit) => `${hit.product} ${hit.kind}`))).toEqual(
    new Set(['agentgateway field']),
  )
  const tagged = index.search('gateway', { tag: 'egress', limit: 20 })
  expect(tagged.map((hit) => hit.citation)).toEqual([
    'use-cases/traffic/egress-to-an-external-mcp-server.md',
  ])
})

test('words that every question has find nothing by themselves', () => {
  expect(index.search('what is the', { limit: 5 })).toEqual([])
})
