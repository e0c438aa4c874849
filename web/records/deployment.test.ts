import { expect, test } from 'vitest'

import { deploymentOf, nameTrouble, suggestName } from './deployment.ts'

const kagent = { name: 'kagent-tor1', type: 'Kagent' }

test('the suggested name is that of the walk-through', () => {
  expect(suggestName('solofieldassistant', kagent, new Set())).toBe('solofieldassistant-kagent')
  expect(
    suggestName(
      'solofieldassistant',
      { name: 'aws-agentcore', type: 'BedrockAgentCore' },
      new Set(),
    ),
  ).toBe('solofieldassistant-agentcore')
})

test('a taken name gives way to the runtime’s own, then to numbers', () => {
  const taken = new Set(['bot-kagent'])
  expect(suggestName('bot', kagent, taken)).toBe('bot-kagent-tor1')
  taken.add('bot-kagent-tor1').add('bot-kagent-tor1-2')
  expect(suggestName('bot', kagent, taken)).toBe('bot-kagent-tor1-3')
})

test('a runtime of an unknown type gives its name', () => {
  expect(suggestName('bot', { name: 'Edge', type: 'Virtual' }, new Set())).toBe('bot-edge')
})

test('the tag latest and an empty environment are left out', () => {
  const target = { kind: 'Agent', name: 'bot', tag: 'latest' }
  expect(
    deploymentOf({ name: 'bot-kagent', target, runtime: 'kagent-tor1', env: {} }).spec,
  ).toEqual({
    targetRef: { kind: 'Agent', name: 'bot' },
    runtimeRef: { kind: 'Runtime', name: 'kagent-tor1' },
  })
})

test('any other tag is named', () => {
  const target = { kind: 'Agent', name: 'bot', tag: '1.4.0' }
  const { spec } = deploymentOf({ name: 'b', target, runtime: 'r', env: { A: '1' } })
  expect(spec).toMatchObject({ targetRef: { tag: '1.4.0' }, env: { A: '1' } })
})

test.each(['', 'Bot', '-bot', 'bot.', 'a b', 'ä', 'x'.repeat(254)])('%j is no name', (name) => {
  expect(nameTrouble(name)).toMatch(/\.$/)
})

test.each(['a', 'bot-1', 'bot.eu-1', '1bot', 'x'.repeat(253)])('%j is a name', (name) => {
  expect(nameTrouble(name)).toBeUndefined()
})
