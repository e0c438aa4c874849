import { valueAt } from '../../registry/envelope.ts'
import { isRecord } from '../../wire.ts'
import { A2aMapper } from '../a2a/mapper.ts'
import { eventIn } from '../a2a/stream.ts'
import type { Work } from '../drive.ts'
import { notUnderstood, type Where } from '../failures.ts'
import { RuntimeRefusal } from '../refusal.ts'
import { type Told, toldBy } from '../told.ts'
import { looksLikeAgui, writeAgui } from './agui.ts'
import type { Heard } from './door.ts'
import type { Protocol } from './payload.ts'
import { StrandsReader } from './strands.ts'

/** A dialect, once the first thing said has shown which it is. */
interface Dialect {
  speaks: Protocol
  /** Its name for people. */
  protocol: string
  feed(told: Told): void
  end(): void
}

/** Writes what a container says. AgentCore passes bodies on unread, so the answer itself tells what it is. */
export async function* listen(
  work: Work,
  { where, understood }: { where: Where; understood: (protocol: Protocol) => void },
  { answer, secrets }: Heard,
): AsyncGenerator<void> {
  let dialect: Dialect | undefined
  for await (const told of toldBy(answer, secrets)) {
    if (dialect === undefined) {
      if (isGarbled(told, answer))
        throw new RuntimeRefusal('', { status: answer.status, rpcCode: parseError })
      dialect = dialectOf(work, where, told.value)
      work.about({ protocol: dialect.protocol })
      if (valueAt(told.value, 'error') === undefined) understood(dialect.speaks)
    }
    dialect.feed(told)
    yield
  }
  dialect?.end()
}

/** JSON-RPC 2.0 "parse error". */
const parseError = -32_700

/** A page that stands in the way, or JSON that is none; a container may well answer with plain text. */
const isGarbled = ({ value, streamed }: Told, { headers }: Heard['answer']): boolean =>
  !streamed && value === undefined && /json|html/.test(headers.get('content-type') ?? '')

function dialectOf({ writer, task }: Work, where: Where, first: unknown): Dialect {
  if (isRecord(first) && 'jsonrpc' in first) {
    const mapper = new A2aMapper(writer)
    return {
      speaks: 'a2a',
      protocol: 'A2A 0.3',
      feed(told) {
        const event = eventIn(told)
        if (event === null) return writer.raw(told.value ?? told.text)
        task(event.taskId)
        mapper.feed(event)
      },
      end: () => mapper.end(),
    }
  }
  if (looksLikeAgui(first))
    return {
      speaks: 'agui',
      protocol: 'AgentCore AG-UI',
      feed: ({ value }) => writeAgui(writer, value),
      end: () => undefined,
    }
  const reader = new StrandsReader(writer)
  return {
    speaks: 'http',
    protocol: 'AgentCore HTTP',
    feed: ({ value, text }) => reader.feed(value, text),
    end() {
      reader.end()
      if (!reader.understood) writer.fail(notUnderstood(where))
    },
  }
}
