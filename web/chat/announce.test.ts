import { expect, test } from 'vitest'

import { announcement } from './announce.ts'
import type { Answer, Part } from './transcript.ts'

const answer = (state: Answer['state'], parts: Part[] = []): Answer => ({
  run: 'r',
  conversation: 'c',
  input: { kind: 'text', text: 'Why?' },
  state,
  startedAt: '2026-11-20T09:00:00.000Z',
  parts,
  usage: [],
  interrupts: [],
  events: [],
})
const text = (value: string, open = false): Part => ({ kind: 'text', id: value, text: value, open })

test('words that arrive are not announced one by one', () => {
  const first = announcement(answer('running', [text('A', true)]))
  expect(announcement(answer('running', [text('A TrafficPolicy is', true)]))).toBe(first)
})

test('a tool that is called is announced by its name', () => {
  const tool: Part = { kind: 'tool', id: 't', name: 'search', args: '{}', state: 'running' }
  expect(announcement(answer('running', [tool]))).toContain('search')
})

test('a whole answer is said as its words, without the marks of Markdown', () => {
  expect(
    announcement(answer('done', [text('I look.'), text('A **policy**:\n\n| `a` | b |')])),
  ).toBe('I look. A policy: a b')
})

test('a long answer is cut, and says so', () => {
  const said = announcement(answer('done', [text('word '.repeat(1_000))]))
  expect(said.length).toBeLessThan(900)
  expect(said).toMatch(/rest is on the page\.$/)
})

test('how an answer ended otherwise is said too', () => {
  const failure = {
    code: 'timeout' as const,
    message: 'It took too long.',
    retryable: true,
    resumable: false,
  }
  expect([
    announcement(undefined),
    announcement(answer('done')),
    announcement(answer('stopped', [text('half')])),
    announcement(answer('waiting')),
    announcement({ ...answer('failed'), failure }),
  ]).toEqual([
    '',
    'The agent has finished without a text.',
    'The answer is stopped.',
    'The agent waits for your decision.',
    'It took too long.',
  ])
})
