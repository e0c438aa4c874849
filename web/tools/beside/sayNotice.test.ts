import { expect, test } from 'vitest'

import type { McpNotice } from '#bff'

import { readProgress, sayNotice } from './sayNotice.ts'

const notice = (kind: McpNotice['kind'], method: string, params: Record<string, unknown>) =>
  sayNotice({
    id: '1',
    at: '2026-11-20T19:00:00Z',
    gateway: 'everything',
    persona: 'alice',
    kind,
    method,
    params,
  })

test('progress with a total is a part of the whole, and says its message', () => {
  expect(readProgress({ progress: 2, total: 5, message: 'halfway' })).toEqual({
    part: 0.4,
    words: '2 of 5: halfway',
  })
})

test('progress beyond its total is whole, and without one it has no part', () => {
  expect(readProgress({ progress: 9, total: 5 }).part).toBe(1)
  expect(readProgress({ progress: 3, total: 0 })).toEqual({ part: undefined, words: '3' })
})

test('a log line names its level and who wrote it', () => {
  const method = 'notifications/message'
  expect(notice('log', method, { level: 'warning', logger: 'db', data: 'slow' })).toBe(
    'warning db: slow',
  )
  expect(notice('log', method, { level: 'info', data: { rows: 3 } })).toBe('info {"rows":3}')
})

test('a changed list is said by what it lists', () => {
  expect(notice('list_changed', 'notifications/tools/list_changed', {})).toBe(
    'The list of tools changed and is read again.',
  )
  expect(notice('list_changed', 'notifications/roots/list_changed', {})).toBe(
    'notifications/roots/list_changed.',
  )
})

test('what is not known is shown as it came', () => {
  expect(notice('other', 'notifications/custom', { a: 1 })).toBe('notifications/custom {"a":1}')
  expect(notice('resource_updated', 'notifications/resources/updated', { uri: 'demo://1' })).toBe(
    'Changed: demo://1',
  )
  expect(notice('cancelled', 'notifications/cancelled', { reason: 'by alice' })).toBe(
    'Cancelled: by alice',
  )
})
