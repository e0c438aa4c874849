import { expect, test } from 'vitest'

import { incompatible } from './compatible.ts'
import { recordOf } from './testing.ts'

const agent = recordOf('Agent', 'bot', { spec: { source: { image: 'registry.example/bot:1' } } })
const kagent = recordOf('Runtime', 'kagent-tor1', { spec: { type: 'Kagent' } })
const agentcore = recordOf('Runtime', 'aws', { spec: { type: 'BedrockAgentCore' } })
const there = recordOf('Deployment', 'bot-kagent', {
  origin: 'managed',
  runtime: { name: 'kagent-tor1' },
})

test('an agent with an image can go to both runtimes', () => {
  expect([kagent, agentcore].map((runtime) => incompatible(agent, runtime, []))).toEqual([
    undefined,
    undefined,
  ])
})

test('kagent keeps one workload per Agent, AgentCore does not', () => {
  expect(incompatible(agent, kagent, [there])).toContain('bot-kagent already runs it there')
  const twin = { ...there, runtime: { name: 'aws' } }
  expect(incompatible(agent, agentcore, [twin])).toBeUndefined()
})

test.each([
  [
    'a repository alone',
    recordOf('Agent', 'a', { spec: { source: { repository: {} } } }),
    'names none',
  ],
  [
    'a remote server',
    recordOf('MCPServer', 'kb', { spec: { remote: { url: 'http://a/mcp' } } }),
    'URL',
  ],
])('AgentCore cannot run %s', (_, target, words) => {
  expect(incompatible(target, agentcore, [])).toContain(words)
})

test('a type that is only discovered takes no deployment', () => {
  const foundry = recordOf('Runtime', 'f', { spec: { type: 'MicrosoftFoundry' } })
  expect(incompatible(agent, foundry, [])).toContain('deploys nothing there')
})

test('a runtime on its way out takes none either', () => {
  const leaving = recordOf('Runtime', 'k', {
    metadata: { deletionTimestamp: '2026-11-20T09:00:00Z' },
  })
  expect(incompatible(agent, leaving, [])).toBe('k is being deleted.')
})
