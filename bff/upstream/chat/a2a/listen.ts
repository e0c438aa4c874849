import type { RuntimeAnswer } from '../ask.ts'
import type { Work } from '../drive.ts'
import { RuntimeRefusal } from '../refusal.ts'
import { toldBy } from '../told.ts'
import type { A2aMapper } from './mapper.ts'
import { eventIn } from './stream.ts'

/** JSON-RPC 2.0 "parse error": a whole answer that is a page, or something else than an agent's. */
const noJsonRpc = -32_700

/** Writes what an A2A answer says, event by event, whether it is a stream or one JSON body. */
export async function* listen(
  { writer, task }: Work,
  mapper: A2aMapper,
  { answer, secrets }: { answer: RuntimeAnswer; secrets: string[] },
): AsyncGenerator<void> {
  for await (const told of toldBy(answer, secrets)) {
    const event = eventIn(told)
    if (event === null && !told.streamed)
      throw new RuntimeRefusal('', { status: answer.status, rpcCode: noJsonRpc })
    if (event === null) writer.raw(told.value ?? told.text)
    else {
      task(event.taskId)
      mapper.feed(event)
    }
    yield
  }
  mapper.end()
}
