import { expect, test } from 'vitest'

import type { RegistryView } from '#bff'

import { kinds } from './kinds.ts'
import { knownTo, lookers } from './place.ts'

const none = { available: false }
const trouble = { code: 'bad_gateway', message: 'It is away.' } as const

function view(about: Partial<RegistryView> = {}): RegistryView {
  return {
    configured: true,
    url: 'http://registry.example',
    edition: 'enterprise',
    version: null,
    personas: ['admin', 'docs', 'norole'],
    kinds: Object.fromEntries(
      Object.keys(kinds).map((kind) => [kind, none]),
    ) as RegistryView['kinds'], // all of them
    features: { whoami: none, chat: none, approve: none, awsSetup: none, logs: none },
    ...about,
  }
}

test('who looks is read from the address, and the default persona looks where it names nobody who may', () => {
  expect(lookers('docs,norole', view(), 2)).toEqual(['docs', 'norole'])
  expect(lookers('docs,norole', view(), 1)).toEqual(['docs'])
  expect(lookers('docs,docs,eve', view(), 2)).toEqual(['docs'])
  expect(lookers('eve', view(), 2)).toEqual(['admin'])
  expect(lookers(null, view({ personas: [] }), 2)).toEqual([])
})

test('who cannot ask the registry sees what the default persona knows of it, unless that one cannot either', () => {
  const [usual, own] = [view({ version: 'v1' }), view({ version: 'v2' })]
  expect(knownTo(usual, own)).toBe(own)
  expect(knownTo(usual, view({ trouble }))).toBe(usual)
  expect(knownTo(view({ trouble }), own)).toBe(own)
  const both = view({ trouble: { ...trouble, message: 'It wants a token.' } })
  expect(knownTo(view({ trouble }), both)).toBe(both)
})
