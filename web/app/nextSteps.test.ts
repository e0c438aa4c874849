import { expect, test } from 'vitest'

import type { GatewayView, PersonaView } from '#bff'

import { nextSteps } from './nextSteps.ts'

const persona = (id: string): PersonaView => ({
  id,
  label: id,
  kind: 'password',
  shared: true,
  state: 'ready',
})
const gateway = (id: string, personas: string[]): GatewayView => ({
  id,
  label: id,
  product: 'agentgateway',
  url: 'http://127.0.0.1:18081/mcp',
  personas,
  features: {
    policy: { available: true },
    topology: { available: true },
    trace: { available: true },
    manifests: { available: true },
    apply: { available: true },
    log: { available: true },
  },
})
const people = ['alice', 'bob', 'carol'].map(persona)

test('the steps use the first gateway that two personas share', () => {
  const steps = nextSteps([gateway('lonely', ['alice']), gateway('kb', ['bob', 'carol'])], people)
  expect(steps.map(({ to }) => to)).toEqual([
    '/tools/compare?gateway=kb&as=bob,carol',
    '/tools?gateway=kb&as=carol&tool=get_product_info&args=%7B%22product%22%3A%22kgateway%22%7D',
    '/tools/compare?gateway=kb&tool=get_product_info&args=%7B%22product%22%3A%22kgateway%22%7D&as=bob,carol',
  ])
})

test('without two people at one gateway there is nothing to compare', () => {
  expect(nextSteps([gateway('kb', ['alice'])], people)).toEqual([])
  expect(nextSteps([], people)).toEqual([])
})
