import type { AdapterEvent } from './adapter.ts'

/** An event that is not the last of its run. */
export type InnerEvent = Exclude<AdapterEvent, { type: 'RUN_FINISHED' | 'RUN_ERROR' }>

/**
 * Holds one run to the order that AG-UI 1.0 demands of its events, whatever an adapter yields: messages and
 * calls begin once and end once, nothing follows its end, and a call has one result. A client that checks
 * would refuse the whole run for one event out of place.
 */
export class RunOrder {
  /** By kind and id: the event that ends it. */
  readonly #open = new Map<string, InnerEvent>()
  readonly #calls = new Set<string>()
  readonly #answered = new Set<string>()

  /** What may be said for this event: itself, itself with what was missing before it, or nothing. */
  push(event: InnerEvent): InnerEvent[] {
    switch (event.type) {
      case 'TEXT_MESSAGE_START':
      case 'REASONING_MESSAGE_START':
        return this.#begin(event)
      case 'TEXT_MESSAGE_CONTENT': {
        const { messageId } = event
        return this.#add(event, { type: 'TEXT_MESSAGE_START', messageId, role: 'assistant' })
      }
      case 'REASONING_MESSAGE_CONTENT': {
        const { messageId } = event
        return this.#add(event, { type: 'REASONING_MESSAGE_START', messageId, role: 'reasoning' })
      }
      case 'TEXT_MESSAGE_END':
      case 'REASONING_MESSAGE_END':
      case 'TOOL_CALL_END':
        return this.#open.delete(nameOf(event)) ? [event] : []
      case 'TOOL_CALL_START':
        if (this.#calls.has(event.toolCallId)) return []
        this.#calls.add(event.toolCallId)
        this.#open.set(nameOf(event), { type: 'TOOL_CALL_END', toolCallId: event.toolCallId })
        return [event]
      case 'TOOL_CALL_ARGS':
        return event.delta !== '' && this.#open.has(nameOf(event)) ? [event] : []
      case 'TOOL_CALL_RESULT': {
        if (this.#answered.has(event.toolCallId)) return []
        this.#answered.add(event.toolCallId)
        const { toolCallId } = event
        return [...this.push({ type: 'TOOL_CALL_END', toolCallId }), event]
      }
      default:
        return [event]
    }
  }

  /** The ends of whatever is still open, as a run may not end before them. */
  close(): InnerEvent[] {
    const ends = [...this.#open.values()]
    this.#open.clear()
    return ends
  }

  #begin(event: MessageStart): InnerEvent[] {
    const name = nameOf(event)
    if (this.#open.has(name)) return []
    const { messageId } = event
    const type = event.type === 'TEXT_MESSAGE_START' ? 'TEXT_MESSAGE_END' : 'REASONING_MESSAGE_END'
    this.#open.set(name, { type, messageId })
    return [event]
  }

  #add(event: MessageContent, start: MessageStart): InnerEvent[] {
    if (event.delta === '') return []
    return [...(this.#open.has(nameOf(event)) ? [] : this.#begin(start)), event]
  }
}

type MessageStart = Extract<InnerEvent, { type: 'TEXT_MESSAGE_START' | 'REASONING_MESSAGE_START' }>
type MessageContent = Extract<
  InnerEvent,
  { type: 'TEXT_MESSAGE_CONTENT' | 'REASONING_MESSAGE_CONTENT' }
>
type Named = Extract<InnerEvent, { messageId: string } | { toolCallId: string }>

/** TEXT, REASONING or TOOL, and the id: a message and a call may be called the same. */
function nameOf(event: Named): string {
  const id = 'toolCallId' in event ? event.toolCallId : event.messageId
  return `${event.type.slice(0, event.type.indexOf('_'))} ${id}`
}
