import type { InterruptView } from '../../../contract.ts'
import { recordsAt, textAt, valueAt } from '../../registry/envelope.ts'
import { isRecord } from '../../wire.ts'
import { decisionFor } from '../a2a/interrupts.ts'
import type { AnswerWriter } from '../answer/writer.ts'
import { agentFailed } from '../failures.ts'

/**
 * What HTTP containers on AgentCore say. There is no protocol but two customs: a JSON object with the text
 * under one of a few names, and the events of a Strands agent, which are those of Bedrock's ConverseStream
 * with every finished message once more (bedrock-agentcore SDK, strands-agents 1.x).
 */
export class StrandsReader {
  readonly #writer: AnswerWriter
  /** Tool calls whose arguments are under way, by content block. */
  readonly #blocks = new Map<unknown, string>()
  #streaming = false
  #stopped = false
  #said = false
  #waiting: InterruptView | undefined

  constructor(writer: AnswerWriter) {
    this.#writer = writer
  }

  feed(value: unknown, text: string): void {
    if (typeof value === 'string') return this.#piece(value)
    if (!isRecord(value)) return this.#piece(text)
    const failed = textAt(value, 'error')
    if (failed !== undefined)
      return this.#writer.fail(agentFailed(failed, textAt(value, 'error_type')))
    if (isRecord(value['event'])) this.#event(value['event'])
    else if (isRecord(value['message'])) this.#message(value['message'])
    else if (!this.#whole(value) && !isNoise(value)) this.#writer.raw(value)
  }

  /** A stream of Strands events says when it ends; of anything else the end of the bytes is the end. */
  end(): void {
    const waiting = this.#waiting
    if (waiting) this.#writer.finish({ type: 'interrupt', interrupts: [waiting] })
    else if (this.#said && (!this.#streaming || this.#stopped))
      this.#writer.finish({ type: 'success' })
  }

  get understood(): boolean {
    return this.#said || this.#streaming || this.#waiting !== undefined
  }

  #piece(text: string): void {
    if (text.trim() === '[DONE]') return
    this.#said = true
    this.#writer.text(text, { partial: true })
  }

  #event(event: Record<string, unknown>): void {
    this.#streaming = true
    const writer = this.#writer
    const index = valueAt(Object.values(event)[0], 'contentBlockIndex')
    const use = valueAt(event, 'contentBlockStart', 'start', 'toolUse')
    const id = textAt(use, 'toolUseId')
    if (id !== undefined && writer.beginCall(id, textAt(use, 'name') ?? 'unnamed'))
      this.#blocks.set(index, id)
    const delta = valueAt(event, 'contentBlockDelta', 'delta')
    const text = textAt(delta, 'text')
    if (text !== undefined) this.#piece(text)
    writer.reasoning(textAt(delta, 'reasoningContent', 'text') ?? '', { partial: true })
    const call = this.#blocks.get(index)
    const args = textAt(delta, 'toolUse', 'input')
    if (call !== undefined && args !== undefined)
      writer.emit({ type: 'TOOL_CALL_ARGS', toolCallId: call, delta: args })
    if (event['contentBlockStop'] !== undefined) this.#blockEnds(index, call)
    this.#cost(valueAt(event, 'metadata', 'usage'))
  }

  #blockEnds(index: unknown, call: string | undefined): void {
    this.#writer.closeText()
    if (call === undefined) return
    this.#writer.emit({ type: 'TOOL_CALL_END', toolCallId: call })
    this.#blocks.delete(index)
  }

  /** A turn as the model keeps it; tool results are turns of the "user". */
  #message(message: unknown): void {
    const fromModel = textAt(message, 'role') !== 'user'
    for (const block of recordsAt(message, 'content')) {
      const text = textAt(block, 'text')
      if (text !== undefined && fromModel) this.#repeatable(text)
      const id = textAt(block, 'toolUse', 'toolUseId')
      if (id !== undefined)
        this.#writer.call(id, textAt(block, 'toolUse', 'name') ?? 'unnamed', valueAt(block, 'toolUse', 'input')) // prettier-ignore
      const answered = textAt(block, 'toolResult', 'toolUseId')
      if (answered === undefined) continue
      const isError = textAt(block, 'toolResult', 'status') === 'error'
      const content = recordsAt(block, 'toolResult', 'content').map(inMcp)
      this.#writer.result(answered, { content, isError }, isError)
    }
  }

  #repeatable(text: string): void {
    this.#said = true
    this.#writer.text(text, { partial: false, repeat: true })
  }

  /** An answer as one object, or the last event of a stream. */
  #whole(value: Record<string, unknown>): boolean {
    for (const message of recordsAt(value, 'messages')) this.#message(message)
    for (const asked of [valueAt(value, 'result'), value]) this.#interrupted(asked)
    if (textAt(value, 'result', 'stop_reason') !== undefined) {
      this.#stopped = true
      return true
    }
    this.#cost(value['usage'])
    const found = answerNames.map((name) => value[name]).find((one) => one !== undefined)
    if (typeof found === 'string') this.#repeatable(found)
    else if (isRecord(found)) {
      const text = answerNames.map((name) => textAt(found, name)).find((one) => one !== undefined)
      if (text === undefined) this.#message({ role: 'assistant', content: found['content'] })
      else this.#repeatable(text)
    }
    return found !== undefined
  }

  /** A tool that waits for a person (strands-agents 1.x interrupts); all that wait are one decision. */
  #interrupted(value: unknown): void {
    const asked = recordsAt(value, 'interrupts')
    const ids = asked.flatMap((one) => textAt(one, 'id') ?? [])
    if (ids.length === 0) return
    const calls = asked.flatMap((one) => {
      const use = valueAt(one, 'reason', 'toolUse')
      const id = textAt(use, 'id') ?? textAt(use, 'toolUseId')
      const name = textAt(use, 'name') ?? 'unnamed'
      if (id !== undefined)
        this.#writer.call(id, name, valueAt(use, 'args') ?? valueAt(use, 'input'))
      return id === undefined ? [] : [{ id, name }]
    })
    const hints = asked.flatMap(({ reason }) =>
      typeof reason === 'string' ? reason : (textAt(reason, 'message') ?? []),
    )
    const all = calls.length > 1 ? [decisionFor(calls.map(({ name }) => name))] : []
    this.#waiting = {
      id: ids.join(' '),
      reason: 'tool_approval',
      message: [...all, ...new Set(hints)].join(' '),
      ...(calls[0] === undefined ? {} : { toolCallId: calls[0].id }),
    }
  }

  #cost(usage: unknown): void {
    if (!isRecord(usage)) return
    const count = (key: string) => Number(usage[key] ?? 0) || 0
    const [input, output] = [count('inputTokens'), count('outputTokens')]
    this.#writer.usage.add({ input, output, total: count('totalTokens') || input + output })
  }
}

/** Converse leaves the type of a block to its name; the other dialects tell results as MCP has them. */
const inMcp = (block: Record<string, unknown>): Record<string, unknown> =>
  typeof block['text'] === 'string' ? { type: 'text', ...block } : block

/** Names under which agents of AWS's and other samples put their answer. */
const answerNames = ['result', 'response', 'output', 'answer', 'completion', 'text', 'data']

/** What a Strands agent says about its own loop. */
const noise = ['init_event_loop', 'start_event_loop', 'start', 'current_tool_use', 'force_stop']
const isNoise = (value: Record<string, unknown>): boolean => noise.some((name) => name in value)
