import { FrameCutter } from '../frames.ts'
import { maskLiterals } from '../redact.ts'
import { isEventStream, parsed } from '../wire.ts'
import type { RuntimeAnswer } from './ask.ts'
import { refusalOf } from './refusal.ts'

/** One thing that a runtime said: a frame of an event stream, or a whole body. */
export interface Told {
  text: string
  /** Undefined when `text` is no JSON. */
  value: unknown
  /** It came as a frame; more may follow. */
  streamed: boolean
}

/** A body that is read whole is cut off here; one frame never comes near it. */
const wholeCap = 4 * 1_048_576

/** An answer that had begun and broke off: the question was taken. The cause is the library's error. */
export class BrokenOff extends Error {
  constructor(cause: unknown) {
    super('the answer broke off', { cause })
  }
}

/**
 * What an answer says, piece by piece, without the secrets of its request. Throws RuntimeRefusal for a
 * status other than 2xx, and BrokenOff when the answer breaks off.
 */
export async function* toldBy(answer: RuntimeAnswer, secrets: string[]): AsyncGenerator<Told> {
  const clean = (text: string) => maskLiterals(text, secrets)
  if (answer.status < 200 || answer.status > 299)
    throw refusalOf(answer, clean(await wholeText(answer)))
  try {
    yield* piecesOf(answer, clean)
  } catch (error) {
    throw new BrokenOff(error)
  }
}

async function* piecesOf(
  answer: RuntimeAnswer,
  clean: (text: string) => string,
): AsyncGenerator<Told> {
  if (!isEventStream(answer.headers.get('content-type') ?? null)) {
    const text = clean(await wholeText(answer))
    if (text !== '') yield { text, value: parsed(text), streamed: false }
    return
  }
  const cutter = new FrameCutter()
  const told = (data: string): Told => {
    const text = clean(data)
    return { text, value: parsed(text), streamed: true }
  }
  for await (const chunk of answer.body) for (const { data } of cutter.push(chunk)) yield told(data)
  const last = cutter.unfinished()
  if (last !== null) yield told(last.data)
}

/** The last thing that an answer says, which is the only one where nothing is streamed. Throws as `toldBy` does. */
export async function lastTold(answer: RuntimeAnswer, secrets: string[]): Promise<unknown> {
  let last: unknown
  for await (const { value } of toldBy(answer, secrets)) last = value
  return last
}

/** The body as text, up to a size that no honest answer has. */
export async function wholeText({ body }: RuntimeAnswer): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    size += chunk.length
    if (size > wholeCap) break
  }
  return Buffer.concat(chunks).subarray(0, wholeCap).toString()
}
