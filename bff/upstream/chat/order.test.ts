import { expect, test } from 'vitest'

import { types } from '../../testing/chat.ts'
import { type InnerEvent, RunOrder } from './order.ts'

const said = (...events: InnerEvent[]) => {
  const order = new RunOrder()
  return types([...events.flatMap((event) => order.push(event)), ...order.close()])
}
const content = { type: 'TEXT_MESSAGE_CONTENT', messageId: 'a', delta: 'x' } as const
const end = { type: 'TEXT_MESSAGE_END', messageId: 'a' } as const
const call = { type: 'TOOL_CALL_START', toolCallId: 'a', toolCallName: 'search' } as const
const result = { type: 'TOOL_CALL_RESULT', messageId: 'r', toolCallId: 'a', content: '' } as const

test('a message that nobody began begins, one that nobody ended ends', () => {
  expect(said(content)).toEqual(['TEXT_MESSAGE_START', 'TEXT_MESSAGE_CONTENT', 'TEXT_MESSAGE_END'])
  const thought = { ...content, type: 'REASONING_MESSAGE_CONTENT' } as const
  expect(said(thought)).toEqual([
    'REASONING_MESSAGE_START',
    'REASONING_MESSAGE_CONTENT',
    'REASONING_MESSAGE_END',
  ])
})

test('what begins twice or ends twice does so once', () => {
  const start = { type: 'TEXT_MESSAGE_START', messageId: 'a', role: 'assistant' } as const
  expect(said(start, start, content, end, end)).toEqual([
    'TEXT_MESSAGE_START',
    'TEXT_MESSAGE_CONTENT',
    'TEXT_MESSAGE_END',
  ])
  expect(said(call, call)).toEqual(['TOOL_CALL_START', 'TOOL_CALL_END'])
})

test('an empty delta says nothing', () => {
  expect(said({ ...content, delta: '' })).toEqual([])
  expect(said(call, { type: 'TOOL_CALL_ARGS', toolCallId: 'a', delta: '' })).toEqual([
    'TOOL_CALL_START',
    'TOOL_CALL_END',
  ])
})

test('arguments of a call that has not begun, or has ended, are left out', () => {
  const args = { type: 'TOOL_CALL_ARGS', toolCallId: 'a', delta: '{}' } as const
  expect(said(args)).toEqual([])
  expect(said(call, args, { type: 'TOOL_CALL_END', toolCallId: 'a' }, args)).toEqual([
    'TOOL_CALL_START',
    'TOOL_CALL_ARGS',
    'TOOL_CALL_END',
  ])
})

test('a call has one result, and has ended before it', () => {
  expect(said(call, result, result)).toEqual([
    'TOOL_CALL_START',
    'TOOL_CALL_END',
    'TOOL_CALL_RESULT',
  ])
})

test('a message and a call of the same name do not get into each other', () => {
  expect(said(content, call, end)).toEqual([
    'TEXT_MESSAGE_START',
    'TEXT_MESSAGE_CONTENT',
    'TOOL_CALL_START',
    'TEXT_MESSAGE_END',
    'TOOL_CALL_END',
  ])
})
