import { afterAll, beforeAll, expect, test } from 'vitest'

import { type RunningKnowledge, runKnowledge } from '../running.ts'

let kb: RunningKnowledge
beforeAll(async () => {
  kb = await runKnowledge()
})
afterAll(() => kb.stop())

test.each([
  ['get_product_info', { product: 'kgatway' }, 'product: Invalid option', 'Did you mean kgateway?'],
  ['get_product_info', {}, 'product: Invalid option', '"kgateway"|"agentgateway"'],
  ['get_product_info', { product: 'istio', verbose: true }, 'Unrecognized key', '"verbose"'],
  ['search', { query: 'x', limit: 0 }, 'limit: Too small', '>=1'],
  ['search', { query: '   ' }, 'query: Too small', '>=1'],
  [
    'get_crd_schema',
    { kind: 'TraficPolicy' },
    'no CRD "TraficPolicy"',
    'Did you mean TrafficPolicy?',
  ],
  ['get_crd_schema', { kind: 'Gateway', product: 'kagent' }, 'kagent has no kind', 'gateway-api'],
  [
    'get_crd_schema',
    { kind: 'Agent', product: 'kagent', path: 'spec.x' },
    'path: Agent',
    'spec.byo',
  ],
  [
    'get_use_case',
    { file: 'jwt-authentification' },
    'no use case',
    'security/jwt-authentication.md?',
  ],
  ['get_use_case', { file: 'qqqqqqqqqqqqqqqq' }, 'no use case', 'search_use_cases lists all'],
  [
    'get_api_specs',
    { product: 'kagent', section: 'Identty' },
    'no heading',
    'Did you mean Identity?',
  ],
])(
  '%s %j is an error result that names what is wrong and what is near',
  async (name, args, ...parts) => {
    const { result, error } = await kb.rpc('tools/call', { name, arguments: args })
    expect(error).toBeUndefined()
    expect(result?.isError).toBe(true)
    for (const part of parts) expect(result?.content?.[0]?.text).toContain(part)
  },
)

test('bad arguments are reported in the words of the SDK', async () => {
  expect(await kb.text('get_use_case', {})).toBe(
    'Input validation error: Invalid arguments for tool get_use_case: file: Invalid input: expected string, received undefined',
  )
})

test('an unknown tool is a protocol error in the words of the SDK', async () => {
  const { error } = await kb.rpc('tools/call', { name: 'get_prodct_info', arguments: {} })
  expect(error).toEqual({ code: -32602, message: 'Tool get_prodct_info not found' })
})

test('a search without a hit is an answer, not an error', async () => {
  const { result } = await kb.rpc('tools/call', { name: 'search', arguments: { query: 'xyzzyq' } })
  expect(result?.isError).toBeUndefined()
  expect(result?.content?.[0]?.text).toBe('Nothing was found for "xyzzyq".')
})
