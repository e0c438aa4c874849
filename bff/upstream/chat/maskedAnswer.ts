import { MaskedPieces } from './maskedPieces.ts'
import type { InnerEvent } from './order.ts'

type Piece = Extract<InnerEvent, { delta: string }>

/** Events that end a text, by the ones that it consists of. */
const endOf: Record<string, Piece['type']> = {
  TEXT_MESSAGE_END: 'TEXT_MESSAGE_CONTENT',
  REASONING_MESSAGE_END: 'REASONING_MESSAGE_CONTENT',
  TOOL_CALL_END: 'TOOL_CALL_ARGS',
}

/**
 * Leaves out of an answer's texts the tokens that an agent repeats piece by piece: agents are given their
 * callers' tokens, and no browser may get one. Events have to come in their order.
 */
export class MaskedAnswer {
  readonly #texts = new Map<string, { masked: MaskedPieces; last: Piece }>()

  /** The event without a token, with what had to wait before it; nothing while a text has to wait. */
  push(event: InnerEvent): InnerEvent[] {
    if ('delta' in event) return this.#piece(event)
    const ends = endOf[event.type]
    if (ends === undefined || !isNamed(event)) return [event]
    const name = nameOf(ends, event)
    const text = this.#texts.get(name)
    this.#texts.delete(name)
    const delta = text?.masked.end() ?? ''
    return text === undefined || delta === '' ? [event] : [{ ...text.last, delta }, event]
  }

  #piece(event: Piece): InnerEvent[] {
    const name = nameOf(event.type, event)
    const { masked } = this.#texts.get(name) ?? { masked: new MaskedPieces() }
    this.#texts.set(name, { masked, last: event })
    const delta = masked.push(event.delta)
    return delta === '' ? [] : [{ ...event, delta }]
  }
}

type Named = Extract<InnerEvent, { messageId: string } | { toolCallId: string }>

const isNamed = (event: InnerEvent): event is Named => 'messageId' in event || 'toolCallId' in event

const nameOf = (type: string, event: Named): string =>
  `${type} ${'toolCallId' in event ? event.toolCallId : event.messageId}`
