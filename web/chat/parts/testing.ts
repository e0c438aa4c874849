import type { Answer, ToolPart } from '../transcript.ts'

/** An answer as the reducer makes it, with what a test is about put in its place. */
export const answerOf = (own: Partial<Answer> = {}): Answer => ({
  run: 'run-1',
  conversation: 'conversation-1',
  input: { kind: 'text', text: 'What is a kgateway TrafficPolicy?' },
  state: 'done',
  startedAt: '2026-11-20T10:00:00.000Z',
  parts: [],
  usage: [],
  interrupts: [],
  events: [],
  ...own,
})

export const toolOf = (name: string, own: Partial<ToolPart> = {}): ToolPart => ({
  kind: 'tool',
  id: `call ${name}`,
  name,
  args: '{}',
  result: 'found',
  state: 'done',
  ...own,
})

export const textOf = (text: string) => ({ kind: 'text', id: text, text, open: false }) as const
