import { expect, test } from 'vitest'

import { answerOf, textOf, toolOf } from '../parts/testing.ts'
import { fileName, type ExportSide } from './side.ts'
import { toJson } from './toJson.ts'
import { toMarkdown } from './toMarkdown.ts'

const at = new Date('2026-11-20T12:00:00.000Z')
const answer = answerOf({
  parts: [
    toolOf('get_crd_schema', { args: '{"kind":"TrafficPolicy"}', result: 'spec', ms: 212 }),
    textOf('A **TrafficPolicy** attaches traffic rules.'),
  ],
  meta: {
    deployment: 'sfa-kagent',
    runtime: 'kagent-tor1',
    runtimeType: 'Kagent',
    adapter: 'kagent-a2a',
    protocol: 'A2A 0.3',
    sessionId: 'session-1',
    exchange: 'exchange-1',
  },
  timing: { firstByteMs: 12, firstTextMs: 40, totalMs: 1_800 },
  usage: [{ provider: 'offline', inputTokens: 800, outputTokens: 140 }],
  events: [{ id: 1, event: { type: 'RUN_STARTED', threadId: 'session-1', runId: 'run-1' } }],
})
const side: ExportSide = { deployment: 'sfa-kagent', conversation: 'session-1', answers: [answer] }

test('one conversation as Markdown: question, call, answer, cost', () => {
  expect(toMarkdown('TrafficPolicy', [side], at)).toBe(`# TrafficPolicy

- Deployment \`sfa-kagent\`
- Conversation \`session-1\`

Exported 2026-11-20T12:00:00.000Z.

## 1. What is a kgateway TrafficPolicy?

Tool \`get_crd_schema\`: done, 212 ms

\`\`\`json
{
  "kind": "TrafficPolicy"
}
\`\`\`

Result:

\`\`\`
spec
\`\`\`

A **TrafficPolicy** attaches traffic rules.

*940 tokens (800 in, 140 out) · 1.8 s in all · first byte after 12 ms · offline model · kagent-a2a, A2A 0.3*
`)
})

test('several conversations stand beside each other, question by question', () => {
  const other = { ...side, deployment: 'sfa-agentcore', conversation: 'session-2', answers: [] }
  const text = toMarkdown('Same question', [side, other], at)
  expect(text.indexOf('### sfa-kagent')).toBeLessThan(text.indexOf('### sfa-agentcore'))
  expect(text).toContain('### sfa-agentcore\n\n*Not asked.*')
})

test('what a tool returned cannot end its code block', () => {
  const parts = [toolOf('search', { result: 'before\n```\n# after' })]
  const text = toMarkdown('x', [{ ...side, answers: [answerOf({ parts })] }], at)
  expect(text).toContain('````\nbefore\n```\n# after\n````')
})

test('a failure, a stop and a decision are said', () => {
  const failure = {
    code: 'throttled',
    message: 'Too many.',
    hint: 'Wait.',
    retryable: true,
    resumable: false,
  } as const
  const answers = [
    answerOf({ state: 'failed', failure }),
    answerOf({ run: 'run-2', state: 'stopped' }),
    answerOf({
      run: 'run-3',
      input: { kind: 'decision', interruptId: 'i', approved: false, reason: 'no' },
    }),
  ]
  const text = toMarkdown('x', [{ ...side, answers }], at)
  expect(text).toContain('**Too many.** Wait.')
  expect(text).toContain('*Stopped here.*')
  expect(text).toContain('*Rejected: no.*')
})

test('JSON holds every run with its events, and of the wire only the id', () => {
  const file: unknown = JSON.parse(toJson('TrafficPolicy', [side], at))
  expect(file).toMatchObject({
    version: 1,
    title: 'TrafficPolicy',
    exportedAt: at.toISOString(),
    conversations: [
      {
        deployment: 'sfa-kagent',
        conversation: 'session-1',
        runs: [{ run: 'run-1', events: answer.events, meta: { exchange: 'exchange-1' } }],
      },
    ],
  })
})

test('the name of the file says what and when, and nothing that a disk would refuse', () => {
  expect(fileName([side, { ...side, deployment: 'a/b' }], at)).toBe(
    'chat-sfa-kagent-and-a-b-2026-11-20',
  )
})
