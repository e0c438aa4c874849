import { expect, test } from 'vitest'
import { parse } from 'yaml'

import { consoleConfig, consoleSecrets } from './config.ts'
import { choosePorts } from './ports.ts'

const configFor = async (env: NodeJS.ProcessEnv) =>
  parse(consoleConfig(env, await choosePorts({}, false), '/data')) as {
    gateways: Record<string, { url: string; admin?: string; kubernetes?: object }>
    registry: { reach: string[] }
    chat: { offlineModel?: boolean; runtimes?: Record<string, Record<string, unknown>> }
  } // the document that was just written

test('both runtimes are asked at the lab, with its keys, and answer without a model', async () => {
  const { registry, chat } = await configFor({})
  expect(registry.reach).toEqual(['http://127.0.0.1:18083'])
  expect(chat.offlineModel).toBe(true)
  expect(chat.runtimes).toMatchObject({
    'kagent-tor1': { endpoint: 'http://127.0.0.1:18083' },
    'aws-agentcore': { endpoint: 'http://127.0.0.1:18084', credentials: {} },
  })
})

test('real runtimes are asked where the environment says, with their own credentials', async () => {
  const { registry, chat } = await configFor({
    PARALLAX_KAGENT_URL: 'http://kagent.example:8083',
    PARALLAX_AGENTCORE_URL: 'https://agentcore.example',
  })
  expect(registry.reach).toEqual(['http://kagent.example:8083'])
  expect(chat.offlineModel).toBe(false)
  expect(chat.runtimes?.['kagent-tor1']).toMatchObject({ endpoint: 'http://kagent.example:8083' })
  expect(chat.runtimes?.['aws-agentcore']).toEqual({
    via: 'agentcore',
    region: 'us-east-1',
    endpoint: 'https://agentcore.example',
  })
})

test('the agents of a real registry are asked through it', async () => {
  const { chat } = await configFor({ PARALLAX_REGISTRY_URL: 'https://registry.example' })
  expect(chat.runtimes).toBeUndefined()
})

test('a real gateway takes the place of the listener with everything that is on it', async () => {
  const { gateways } = await configFor({ PARALLAX_GATEWAY_URL: 'https://gateway.example/mcp' })
  expect(gateways['solo-kb-demo']).toEqual({
    product: 'agentgateway',
    url: 'https://gateway.example/mcp',
    personas: expect.arrayContaining(['alice']),
  })
  expect(gateways['everything']).toBeUndefined()
  expect(gateways['kuadrant']?.admin).toBe('http://127.0.0.1:18088')
})

test('the published tokens are secrets of the environment, which may hold others', () => {
  expect(consoleSecrets({ LAB_SEED_002_TOKEN: 'another' })).toMatchObject({
    LAB_SEED_002_TOKEN: 'another',
    LAB_SEED_003_TOKEN: expect.stringMatching(/^eyJ/),
  })
})
