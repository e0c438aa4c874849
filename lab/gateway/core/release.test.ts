import { expect, it } from 'vitest'

import { releaseNames, releaseOf } from './release.ts'

it('is the newest where none is named', () => {
  expect(releaseOf(undefined)).toBe(releaseOf('head'))
})

it('is another for each name', () => {
  expect(new Set(releaseNames.map((name) => releaseOf(name))).size).toBe(6)
})

it('says which names there are', () => {
  expect(() => releaseOf('2.0')).toThrow(
    'LAB_AGENTGATEWAY_VERSION is "2.0"; it takes one of 1.0, 1.1, 1.2, 1.3, 1.4, head',
  )
})
