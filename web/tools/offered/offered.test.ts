import { expect, test } from 'vitest'

import type { McpReply } from '#bff'

import { offeredIn } from './offered.ts'

const verdict: McpReply['verdict'] = {
  outcome: 'allowed',
  listed: 'unknown',
  words: 'allowed',
  sentence: 'It answered.',
  reached: 'upstream',
}
const reply = (method: McpReply['method'], result: Record<string, unknown>): McpReply => ({
  gateway: 'everything',
  persona: 'alice',
  method,
  exchange: 'x',
  at: '2026-11-20T19:00:00Z',
  status: 200,
  contentType: 'text/event-stream',
  ms: 4,
  body: '',
  bodyTruncated: false,
  verdict,
  result,
})

test('a resource is called by its title and asked for by its URI', () => {
  const resources = [
    { uri: 'demo://1', name: 'one', title: 'The first', size: 12, mimeType: 'a/b' },
  ]
  expect(offeredIn(reply('resources/list', { resources }))).toEqual([
    {
      kind: 'resource',
      id: 'demo://1',
      name: 'The first',
      description: '',
      mimeType: 'a/b',
      size: 12,
      args: [],
    },
  ])
})

test('a template without a name is called by its template', () => {
  const resourceTemplates = [{ uriTemplate: 'demo://{id}' }]
  const [only] = offeredIn(reply('resources/templates/list', { resourceTemplates })) ?? []
  expect(only).toMatchObject({ kind: 'template', id: 'demo://{id}', name: 'demo://{id}' })
})

test('a prompt brings its arguments and says which it needs', () => {
  const args = [{ name: 'city', required: true }, 'broken', { name: 'state', description: 'Which' }]
  const [only] =
    offeredIn(reply('prompts/list', { prompts: [{ name: 'weather', arguments: args }] })) ?? []
  expect(only?.args).toEqual([
    { name: 'city', description: '', required: true },
    { name: 'state', description: 'Which', required: false },
  ])
})

test('a list that was refused is unknown, not empty', () => {
  const refused = reply('prompts/list', { prompts: [] })
  refused.verdict = { ...verdict, outcome: 'refused' }
  expect(offeredIn(refused)).toBeUndefined()
  expect(offeredIn(reply('prompts/list', {}))).toEqual([])
})
