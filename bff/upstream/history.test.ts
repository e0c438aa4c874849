import { expect, test } from 'vitest'

import type { CallView } from '../contract.ts'
import { upstreamOf } from '../testing/upstream.ts'

const callOf = (id: string, gateway: string, body = ''): CallView => ({
  id,
  gateway,
  exchange: id,
  at: '2026-11-20T12:00:00.000Z',
  persona: 'alice',
  tool: 'search',
  arguments: {},
  status: 200,
  contentType: 'application/json',
  ms: 1,
  body,
  bodyTruncated: false,
  verdict: {
    outcome: 'allowed',
    listed: 'listed',
    words: 'listed, allowed',
    sentence: 'It answered.',
    reached: 'upstream',
  },
})

test('calls come back newest first, of one gateway or of all', async () => {
  const { history } = upstreamOf({}).upstream
  await history.keep('presenter', callOf('1', 'kb'))
  await history.keep('presenter', callOf('2', 'other'))
  await history.keep('presenter', callOf('3', 'kb'))
  const ids = async (limit: number, gateway?: string) =>
    (await history.list('presenter', limit, gateway)).map(({ id }) => id)
  expect(await ids(9)).toEqual(['3', '2', '1'])
  expect(await ids(9, 'kb')).toEqual(['3', '1'])
  expect(await ids(1, 'kb')).toEqual(['3'])
  expect(await history.list('somebody', 9)).toEqual([])
})

test('a list of very large calls ends before it fills the memory', async () => {
  const { history } = upstreamOf({}).upstream
  const mebibytes = 'x'.repeat(3 * 1_048_576)
  for (const id of ['1', '2', '3', '4', '5', '6', '7'])
    await history.keep('presenter', callOf(id, 'kb', mebibytes))
  const ids = (await history.list('presenter', 200)).map(({ id }) => id)
  expect(ids).toEqual(['7', '6', '5', '4', '3'])
})
