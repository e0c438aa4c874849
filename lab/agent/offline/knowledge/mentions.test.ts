import { describe, expect, test } from 'vitest'

import { kindsIn, pathIn, productsIn } from './mentions.ts'

describe('Products', () => {
  test.each([
    ['kgateway or agentgateway?', ['kgateway', 'agentgateway']],
    ['agentgateway or kgateway?', ['agentgateway', 'kgateway']],
    ['Was it called Gloo?', ['kgateway']],
    ['What does arctl do?', ['agentregistry']],
    ['Is the Gateway API stable?', ['gateway-api']],
    ['a gateway in general', []],
  ])('%s', (text, expected) => {
    expect(productsIn(text)).toEqual(expected)
  })
})

describe('Kinds', () => {
  test.each([
    ['What is a kgateway TrafficPolicy?', ['TrafficPolicy']],
    ['what are traffic policies', ['TrafficPolicy']],
    ['EnterpriseAgentgatewayPolicy', ['EnterpriseAgentgatewayPolicy']],
    ['AgentgatewayPolicy or TrafficPolicy', ['AgentgatewayPolicy', 'TrafficPolicy']],
    ['http routes and grpcroutes', ['HTTPRoute', 'GRPCRoute']],
    ['join several MCP servers', []],
    ['the MCPServer record', ['MCPServer']],
    ['What is a Runtime?', ['Runtime']],
    ['the runtime of an agent', []],
    ['the fields of an agent', ['Agent']],
    ['What is a FooPolicy?', ['FooPolicy']],
    ['an agent on AgentCore', []],
    ['Tell me about the Gateway API', []],
  ])('%s', (text, expected) => {
    expect(kindsIn(text)).toEqual(expected)
  })
})

describe('Paths of fields', () => {
  test.each([
    ['what does spec.rateLimit.local do', 'spec.rateLimit.local'],
    ['spec.targetRefs[].kind', 'spec.targetRefs[].kind'],
    ['and its rateLimit field?', 'rateLimit'],
    ['what does retry.perTryTimeout mean: perTryTimeout', 'perTryTimeout'],
    ['the field purple', 'purple'],
    ['the cors field', 'cors'],
    ['which fields are there', undefined],
    ['which values may type have', 'type'],
    ['the default of attempts', 'attempts'],
    ['how about rate limits', 'rateLimit'],
  ])('%s', (text, expected) => {
    expect(pathIn(text, true)).toBe(expected)
  })

  test('plain words are no field where nothing has fields', () => {
    expect(pathIn('how about rate limits', false)).toBeUndefined()
  })
})
