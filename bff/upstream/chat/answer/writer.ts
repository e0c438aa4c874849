import { randomUUID } from 'node:crypto'

import type { ChatFailure, RunOutcome } from '../../../contract.ts'
import type { AdapterEvent } from '../adapter.ts'
import { type Said, Speech } from './speech.ts'
import { UsageSum } from './usage.ts'

/** The names of a run on its last event. */
export interface RunNames {
  conversation: string
  run: string
}

/**
 * An answer as it grows, whatever dialect it is told in. Keeps what every dialect owes the reader: tool
 * calls and results once each, text and calls in the order in which they came, one end and nothing after it.
 */
export class AnswerWriter {
  readonly usage = new UsageSum()
  readonly #names: RunNames
  readonly #newId: () => string
  readonly #speech: Speech
  readonly #calls = new Set<string>()
  readonly #results = new Set<string>()
  #events: AdapterEvent[] = []
  #ended = false

  constructor(names: RunNames, newId: () => string = randomUUID) {
    this.#names = names
    this.#newId = newId
    this.#speech = new Speech((event) => this.emit(event), newId)
  }

  get ended(): boolean {
    return this.#ended
  }

  get spoken(): boolean {
    return this.#speech.spoken
  }

  /** What has been written since the last time. */
  take(): AdapterEvent[] {
    const events = this.#events
    this.#events = []
    return events
  }

  emit(event: AdapterEvent): void {
    if (!this.#ended) this.#events.push(event)
  }

  text(text: string, said: Said): void {
    this.#speech.say('text', text, said)
  }

  reasoning(text: string, said: Said): void {
    this.#speech.say('reasoning', text, said)
  }

  closeText(): void {
    this.#speech.close()
  }

  /** A whole tool call. `args` is JSON text, or a value that becomes it. */
  call(id: string, name: string, args: unknown): void {
    if (!this.beginCall(id, name)) return
    this.emit({ type: 'TOOL_CALL_ARGS', toolCallId: id, delta: asText(args ?? {}) })
    this.emit({ type: 'TOOL_CALL_END', toolCallId: id })
  }

  /** The beginning of a call whose arguments come in pieces; false when it was told before. */
  beginCall(id: string, name: string): boolean {
    if (this.#calls.has(id)) return false
    this.#speech.close()
    this.#calls.add(id)
    this.emit({ type: 'TOOL_CALL_START', toolCallId: id, toolCallName: name })
    return true
  }

  result(id: string, content: unknown, isError: boolean): void {
    if (this.#results.has(id)) return
    this.#speech.close()
    this.#results.add(id)
    this.emit({
      type: 'TOOL_CALL_RESULT',
      messageId: this.#newId(),
      toolCallId: id,
      content: asText(content),
      metadata: { isError },
    })
  }

  raw(event: unknown): void {
    this.emit({ type: 'RAW', event })
  }

  finish(outcome: RunOutcome): void {
    if (this.#ended) return
    this.#speech.close()
    const { conversation: threadId, run: runId } = this.#names
    this.emit({ type: 'RUN_FINISHED', threadId, runId, outcome, ...this.usage.view() })
    this.#ended = true
  }

  fail(failure: ChatFailure): void {
    if (this.#ended) return
    this.#speech.close()
    const { message, code } = failure
    this.emit({ type: 'RUN_ERROR', message, code, ...this.usage.view(), metadata: { failure } })
    this.#ended = true
  }
}

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? 'null')
