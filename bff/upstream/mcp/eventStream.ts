import { failureCode, isTimeout } from '../failure.ts'
import { FrameCutter, type SseFrame } from '../frames.ts'
import { type Pools, pairs } from '../http.ts'
import { maskLiterals } from '../redact.ts'
import type { Recorder } from '../types.ts'
import { isEventStream } from '../wire.ts'
import type { McpAnswer } from './post.ts'

/** A GET that opens an event stream, as a person with that token. */
export interface StreamAsked {
  gateway: string
  url: URL
  persona: string
  owner: string
  token: string
  headers?: Record<string, string>
  label: string
  /** Milliseconds until the headers of the answer. */
  deadline: number
  /** Ends the stream. */
  signal: AbortSignal
}

export interface EventStream {
  exchange: string
  /** Unix milliseconds. */
  at: number
  headers: [string, string][]
  /** As they come, with whatever they repeat. To be read once; ends when the stream does, for whatever reason. */
  frames(): AsyncGenerator<SseFrame>
}

/** Of an answer that is no event stream, and of one frame: what no server needs to say at once. */
const mostBytes = { refusal: 65_536, frame: 4 * 1_048_576 }

/** The stream, or what came in its place. Never throws for the wire's sake. */
export async function openEventStream(
  parts: { pools: Pools; recorder: Recorder; clock: () => number },
  asked: StreamAsked,
): Promise<EventStream | McpAnswer> {
  const { url, gateway, owner, persona, label, token } = asked
  const headers = {
    ...asked.headers,
    authorization: `Bearer ${token}`,
    accept: 'text/event-stream',
  }
  const at = parts.clock()
  const sentAt = performance.now()
  const ms = () => Math.round((performance.now() - sentAt) * 10) / 10
  const exchange = parts.recorder.begin({
    upstream: 'gateway',
    target: gateway,
    owner,
    persona,
    label,
    method: 'GET',
    url: url.href,
    headers: Object.entries(headers),
    body: null,
  })
  // at once, so that it is recorded also when this process is about to stop
  const stopped = () => {
    const code = failureCode(asked.signal.reason)
    if (isTimeout(code)) exchange.failed(code, 'nothing came in time')
    else exchange.done()
  }
  asked.signal.addEventListener('abort', stopped, { once: true })
  const base = { exchange: exchange.id, at, where: url.host, message: null }
  try {
    const answer = await parts.pools.streams(url).request({
      method: 'GET',
      path: url.pathname + url.search,
      headers,
      signal: asked.signal,
      headersTimeout: asked.deadline,
      bodyTimeout: 0,
    })
    const got = pairs(answer.headers)
    exchange.answered(answer.statusCode, got)
    const contentType = valueOf(got, 'content-type')
    if (answer.statusCode === 200 && isEventStream(contentType))
      return {
        exchange: exchange.id,
        at,
        headers: got,
        async *frames() {
          const cutter = new FrameCutter()
          let since = 0
          try {
            for await (const value of answer.body) {
              const chunk: Uint8Array = value
              exchange.chunk(chunk)
              since += chunk.length
              const frames = cutter.push(chunk)
              if (frames.length > 0) since = 0
              yield* frames
              if (since > mostBytes.frame) break
            }
            exchange.done()
          } catch (error) {
            exchange.failed(failureCode(error), 'the stream broke off')
          } finally {
            answer.body.destroy()
            exchange.done()
          }
        },
      }
    const tooLong = setTimeout(() => answer.body.destroy(), asked.deadline)
    const body = await textOf(answer.body, (chunk) => exchange.chunk(chunk))
    clearTimeout(tooLong)
    exchange.done()
    const authenticate = valueOf(got, 'www-authenticate')
    return {
      ...base,
      status: answer.statusCode,
      contentType,
      headers: got.map(([name, text]): [string, string] => [name, maskLiterals(text, [token])]),
      body: maskLiterals(body, [token]),
      ms: ms(),
      ...(authenticate === null ? {} : { authenticate }),
    }
  } catch (error) {
    const failure = failureCode(error)
    exchange.failed(failure, 'no answer')
    const nothing = { status: null, contentType: null, headers: [], body: '' }
    return { ...base, ...nothing, failure, ms: ms() }
  }
}

/** The beginning of a body; a stream that was not asked for is not waited for. */
async function textOf(body: AsyncIterable<unknown>, saw: (chunk: Uint8Array) => void) {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const value of body) {
    const chunk = value as Uint8Array // undici's bodies are made of bytes
    saw(chunk)
    chunks.push(chunk)
    size += chunk.length
    if (size > mostBytes.refusal) break
  }
  return Buffer.concat(chunks).toString('utf8', 0, mostBytes.refusal)
}

const valueOf = (headers: [string, string][], name: string): string | null =>
  headers.find(([key]) => key === name)?.[1] ?? null
