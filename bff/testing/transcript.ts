import { EventSchema } from '@ag-ui/core/schemas'
import { expect } from 'vitest'

import type { AdapterEvent } from '../upstream/chat/adapter.ts'
import { AnswerWriter } from '../upstream/chat/answer/writer.ts'

/** A writer whose ids are 1, 2, 3 …, for a conversation `c` and a run `r`. */
export function writerForTest(): AnswerWriter {
  let last = 0
  return new AnswerWriter({ conversation: 'c', run: 'r' }, () => String((last += 1)))
}

/** What a reader sees of events: text, calls and results in order, and how it ended. Every event must be valid AG-UI. */
export function transcriptOf(events: readonly AdapterEvent[]): string[] {
  const lines: string[] = []
  let text = ''
  for (const event of events) {
    const parsed = EventSchema.safeParse(event)
    expect(parsed.error?.issues ?? [], JSON.stringify(event)).toEqual([])
    switch (event.type) {
      case 'TEXT_MESSAGE_START':
      case 'REASONING_MESSAGE_START':
        text = ''
        break
      case 'TEXT_MESSAGE_CONTENT':
      case 'REASONING_MESSAGE_CONTENT':
        text += event.delta
        break
      case 'TEXT_MESSAGE_END':
        lines.push(`says ${text}`)
        break
      case 'REASONING_MESSAGE_END':
        lines.push(`thinks ${text}`)
        break
      case 'TOOL_CALL_START':
        lines.push(`calls ${event.toolCallName}`)
        break
      case 'TOOL_CALL_ARGS':
        lines.push(`with ${event.delta}`)
        break
      case 'TOOL_CALL_RESULT':
        lines.push(`${event.metadata?.isError ? 'fails' : 'gets'} ${event.content}`)
        break
      case 'RAW':
        lines.push(`raw ${JSON.stringify(event.event)}`)
        break
      case 'CUSTOM':
        if (event.name === 'chat.notice') lines.push(`notes ${event.value.text}`)
        break
      case 'RUN_FINISHED':
        lines.push(['ends', event.outcome.type, ...tokens(event.usage)].join(' '))
        break
      case 'RUN_ERROR':
        lines.push(`fails with ${event.code}: ${event.message}`)
        break
      default:
    }
  }
  return lines
}

const tokens = (usage: { inputTokens?: number; outputTokens?: number }[] = []): string[] =>
  usage.map(({ inputTokens, outputTokens }) => `${inputTokens} in ${outputTokens} out`)
