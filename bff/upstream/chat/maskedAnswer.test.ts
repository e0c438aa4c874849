import { expect, test } from 'vitest'

import {
  chatOf,
  eventsWhenEnded,
  finished,
  question,
  textEvents,
  whichOf,
} from '../../testing/chat.ts'

test('a token that an agent repeats reaches neither the browser nor the store', async () => {
  const { chat, agent } = chatOf()
  const asked = question()
  const run = await chat.begin(asked)
  const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl'
  const pieces = token.match(/.{1,5}/g) ?? []
  agent.say(
    ...textEvents('m', 'Sent Bearer ', ...pieces, ' to it, by e'),
    { type: 'TOOL_CALL_START', toolCallId: 'c', toolCallName: 'env' },
    ...pieces.map((delta) => ({ type: 'TOOL_CALL_ARGS', toolCallId: 'c', delta }) as const),
    { type: 'TOOL_CALL_RESULT', messageId: 'r', toolCallId: 'c', content: `TOKEN=${token}` },
    { type: 'RAW', event: { [token]: [token] } },
    { type: 'TEXT_MESSAGE_CONTENT', messageId: 'n', delta: 'I had ey' },
    finished,
  )
  const events = await eventsWhenEnded(run.events)
  const all = JSON.stringify([events, await chat.one(whichOf(asked))])
  for (const part of token.split('.')) expect(all).not.toContain(part.slice(0, 8))
  const texts = events.flatMap((event) =>
    event.type === 'TEXT_MESSAGE_CONTENT' ? event.delta : [],
  )
  expect(texts.join('')).toBe('Sent Bearer •••• to it, by eI had ey')
  expect(JSON.stringify(events)).toContain('TOKEN=••••')
})
