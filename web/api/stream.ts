import type { Api } from '#bff'

import { ApiError } from './ApiError.ts'
import { send, type CallOptions, type Route } from './client.ts'
import { parseExact } from './exactJson.ts'
import { lines } from './lines.ts'

/**
 * Calls a route that answers NDJSON and yields each line as it arrives. Throws as `call` does, and
 * `no_answer` when the stream breaks off or a line is not JSON; what was yielded stays true.
 */
export async function* stream<R extends Route>(
  route: R,
  options: CallOptions<R>,
): AsyncGenerator<Api[R]['answer'], void, undefined> {
  const response = await send(route, options)
  if (!response.body) return
  try {
    for await (const line of lines(response.body)) {
      // The contract is the promise of the server for this route, as in `call`.
      if (line.trim()) yield parseExact(line) as Api[R]['answer']
    }
  } catch (cause) {
    if (options.signal?.aborted) throw cause
    throw ApiError.noAnswer(response.status, cause)
  }
}
