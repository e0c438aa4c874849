import type { CallRequest, CallView } from '#bff'

import { stream } from '../api/stream.ts'

/**
 * Sends calls at once through the console server and yields each answer as it arrives, in the
 * order of completion. Throws `ApiError`; what was yielded stays true. At most 200 calls.
 */
export async function* callAll(
  gateway: string,
  calls: CallRequest[],
  signal: AbortSignal,
): AsyncGenerator<CallView, void, undefined> {
  const options = { params: { gateway }, body: { calls }, signal }
  for await (const { call } of stream('POST /bff/gateways/:gateway/calls/stream', options))
    yield call
}
