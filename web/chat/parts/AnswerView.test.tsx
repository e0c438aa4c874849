import { renderToStaticMarkup } from 'react-dom/server'
import { MemoryRouter } from 'react-router'
import { expect, test, vi } from 'vitest'

import type { Answer } from '../transcript.ts'
import type { AnswerActions } from './actions.ts'
import { AnswerView } from './AnswerView.tsx'
import { answerOf, textOf, toolOf } from './testing.ts'

const html = (answer: Partial<Answer>, actions: AnswerActions = {}, folded = false) =>
  renderToStaticMarkup(
    <MemoryRouter>
      <AnswerView answer={answerOf(answer)} actions={actions} folded={folded} />
    </MemoryRouter>,
  )
const approval: Partial<Answer> = {
  state: 'waiting',
  parts: [toolOf('close_ticket', { id: 'c1', args: '{"id":"T-1042"}', state: 'waiting' })],
  interrupts: [
    { id: 'i1', reason: 'tool_approval', message: 'Whoever opened it is told.', toolCallId: 'c1' },
  ],
}
const failure = {
  code: 'stream_interrupted',
  message: 'The stream ended in the middle of the answer.',
  retryable: true,
  resumable: true,
} as const

test('text and calls stand in the order in which they came', () => {
  const shown = html({ parts: [textOf('First.'), toolOf('search'), textOf('Last.')] })
  const places = ['First.', 'search', 'Last.'].map((each) => shown.indexOf(each))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(places).not.toContain(-1)
})

test('arguments are open and the result is folded, with its size', () => {
  const shown = html({
    parts: [toolOf('search', { args: '{"q":"x"}', result: 'a'.repeat(4_200) })],
  })
  expect(shown).toContain('&quot;q&quot;: &quot;x&quot;')
  expect(shown).toContain('4.2 kB')
  expect(shown).not.toContain('aaaa')
})

test('folded, a call is one line with its arguments', () => {
  const shown = html({ parts: [toolOf('search', { args: '{ "q": "x" }' })] }, {}, true)
  expect(shown).toContain('{&quot;q&quot;:&quot;x&quot;}')
  expect(shown).not.toContain('Arguments')
})

test('whoever approves a call sees all of its arguments, also where calls are folded', () => {
  const args = JSON.stringify({ note: 'x'.repeat(400), force: true })
  const parts = [toolOf('close_ticket', { id: 'c1', args, state: 'waiting' })]
  const shown = html({ ...approval, parts }, { decide: vi.fn() }, true)
  expect(shown).toContain('&quot;force&quot;: true')
})

test('a failed call shows its error as text at once', () => {
  const shown = html({ parts: [toolOf('search', { state: 'failed', result: '<img src=x>' })] })
  expect(shown).toContain('&lt;img src=x&gt;')
  expect(shown).not.toContain('<img')
})

test('an answer that no model wrote says so', () => {
  const meta = {
    deployment: 'd',
    runtime: 'r',
    runtimeType: 'Kagent',
    adapter: 'kagent-a2a',
    protocol: 'A2A 0.3',
    sessionId: 's',
  }
  expect(html({ meta: { ...meta, offlineModel: true } })).toContain('offline model')
  expect(html({ meta })).not.toContain('offline model')
})

test('an approval says what would run, and offers both ways', () => {
  const shown = html(approval, { decide: vi.fn() })
  expect(shown).toContain('Whoever opened it is told.')
  expect(shown).toMatch(/Approve[\s\S]*Reject/)
})

test('a decided approval says how, and cannot be decided again', () => {
  const shown = html({
    ...approval,
    state: 'done',
    decision: { approved: false, reason: 'Not yet' },
  })
  expect(shown).toMatch(/Rejected\.[\s\S]*Not yet/)
  expect(shown).not.toContain('Approve')
})

test('an approval that the conversation passed by has expired', () => {
  expect(html({ ...approval, state: 'stopped' })).toContain('Expired')
})

test('a failure offers what helps, and only where it can be done', () => {
  const actions = { retry: vi.fn(), resume: vi.fn(), endSession: vi.fn() }
  expect(html({ state: 'failed', failure }, actions)).toMatch(
    /Resume[\s\S]*Ask again[\s\S]*End its session/,
  )
  const bare = html({ state: 'failed', failure })
  expect(bare).toContain(failure.message)
  expect(bare).not.toMatch(/Resume|Ask again|End its session/)
})

test('a runtime that does not tell its tokens is not given a zero', () => {
  expect(html({})).toContain('tokens not told')
  expect(html({ usage: [{ inputTokens: 800, outputTokens: 140 }] })).toContain(
    '940 tokens (800 in, 140 out)',
  )
})
