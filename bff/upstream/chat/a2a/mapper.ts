import { valueAt } from '../../registry/envelope.ts'
import type { AnswerWriter } from '../answer/writer.ts'
import { agentFailed, rejectedByAgent } from '../failures.ts'
import { interruptFor, textOf } from './interrupts.ts'
import {
  type A2aArtifact,
  type A2aEvent,
  type A2aMessage,
  type A2aPart,
  type A2aState,
  type A2aTask,
  noteOf,
} from './read.ts'
import { type Confirmation, writeData } from './tools.ts'
import { historyOf } from './whole.ts'

/** How the parts of a message or artifact came. */
interface Came {
  partial: boolean
  repeat?: boolean
}

/** Events of A2A, whichever its version and whichever agent kit made them, written as an answer. */
export class A2aMapper {
  readonly #writer: AnswerWriter
  readonly #seen = new Set<string>()
  #pending: Confirmation[] = []
  #heard = false
  #replied = false

  constructor(writer: AnswerWriter) {
    this.#writer = writer
  }

  feed(event: A2aEvent): void {
    if (event.kind === 'task') this.#task(event.task)
    else if (event.kind === 'message') {
      this.#parts(event.message.parts, { partial: false })
      this.#replied = true
    } else if (event.kind === 'artifact') this.#artifact(event.artifact, event)
    else this.#status(event.state, event.message, event.metadata)
  }

  /** The stream is over. A plain message is a whole answer; a task that did not end was cut off. */
  end(): void {
    if (this.#replied) this.#writer.finish({ type: 'success' })
  }

  /** A task as it stands, from its beginning: a blocking answer, or what became of a run. */
  replay(task: A2aTask): void {
    const { between, tail, answer } = historyOf(task)
    const inArtifacts = answer.length > 0
    for (const message of [...between, ...(inArtifacts ? [] : tail)]) this.#message(message)
    if (inArtifacts)
      for (const { metadata } of [...tail, ...task.artifacts]) this.#cost(metadata, false)
    for (const parts of answer) this.#parts(parts, { partial: false, repeat: true })
    this.#cost(task.metadata, false)
    const { state, message } = task
    const unsaid = !inArtifacts && tail.length === 0
    if (message && unsaid && state === 'completed') this.#message(message)
    else if (message && state === 'input-required') this.#parts(message.parts, { partial: false })
    this.#ending(state, message, task.metadata)
  }

  #task(task: A2aTask): void {
    const ended = task.state !== undefined && !['submitted', 'working'].includes(task.state)
    if (ended && !this.#heard) this.replay(task)
    else this.#ending(task.state, task.message, task.metadata)
  }

  #message(message: A2aMessage): void {
    if (message.role === 'user') return
    if (message.id !== undefined) this.#seen.add(message.id)
    this.#cost(message.metadata, false)
    this.#parts(message.parts, { partial: false })
  }

  #artifact(artifact: A2aArtifact, event: { lastChunk: boolean; metadata: unknown }): void {
    const { lastChunk } = event
    const notes = event.metadata ?? artifact.metadata
    const flag = noteOf(notes, 'partial') ?? noteOf(notes, 'adk_partial')
    const partial = flag === undefined || flag === null ? !lastChunk : flag === true
    this.#cost(notes, partial)
    this.#parts(artifact.parts, { partial, repeat: lastChunk })
    if (lastChunk) this.#writer.closeText()
  }

  #status(state: A2aState | undefined, message: A2aMessage | undefined, metadata: unknown): void {
    const fresh = message !== undefined && message.role !== 'user' && !this.#knows(message)
    const partial = [metadata, message?.metadata].some(isPartial)
    if (fresh) this.#cost(message.metadata ?? metadata, partial)
    if (fresh && !isFailed(state)) this.#parts(message.parts, { partial })
    this.#ending(state, message, metadata)
  }

  /** Only a replay remembers messages: live ones may come in pieces under one id. */
  #knows({ id }: A2aMessage): boolean {
    return id !== undefined && this.#seen.has(id)
  }

  #parts(parts: readonly A2aPart[], { partial, repeat = false }: Came): void {
    const writer = this.#writer
    for (const part of parts) {
      this.#heard = true
      if (part.kind === 'other') writer.raw(part.value)
      else if (part.kind === 'data') {
        const asked = writeData(writer, part)
        const known = this.#pending.some(({ call }) => call.id === asked?.call.id)
        if (asked && !known) this.#pending.push(asked)
      } else if (noteOf(part.metadata, 'thought') === true) writer.reasoning(part.text, { partial })
      else writer.text(part.text, { partial, repeat })
    }
  }

  #cost(metadata: unknown, partial: boolean): void {
    const told = noteOf(metadata, 'usage_metadata')
    if (partial || told === undefined || told === null) return
    const count = (key: string) => Number(valueAt(told, key) ?? 0) || 0
    const [input, output] = [count('promptTokenCount'), count('candidatesTokenCount')]
    const total = count('totalTokenCount') || input + output
    this.#writer.usage.add({ input, output, total }, { same: true })
  }

  #ending(state: A2aState | undefined, message: A2aMessage | undefined, metadata: unknown): void {
    const writer = this.#writer
    switch (state) {
      case 'completed':
        return writer.finish({ type: 'success' })
      case 'canceled':
        return writer.finish({ type: 'cancelled' })
      case 'input-required':
        return writer.finish({
          type: 'interrupt',
          interrupts: [interruptFor(writer, this.#pending, message)],
        })
      case 'auth-required': {
        const text = textOf(message)
        const interrupt = { id: 'auth', reason: 'auth', ...(text && { message: text }) } as const
        return writer.finish({ type: 'interrupt', interrupts: [interrupt] })
      }
      case 'rejected':
        return writer.fail(rejectedByAgent(textOf(message)))
      case 'failed': {
        const code = noteOf(message?.metadata, 'error_code') ?? noteOf(metadata, 'error_code')
        return writer.fail(
          agentFailed(textOf(message), typeof code === 'string' ? code : undefined),
        )
      }
      default:
    }
  }
}

const isFailed = (state: A2aState | undefined): boolean =>
  state === 'failed' || state === 'rejected'

/** `adk_partial` behind either prefix: kagent's Python agents write `kagent_adk_partial` (0.8.3). */
const isPartial = (metadata: unknown): boolean =>
  noteOf(metadata, 'partial') === true || noteOf(metadata, 'adk_partial') === true
