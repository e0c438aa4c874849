import { randomUUID } from 'node:crypto'

import { fieldInvalid } from './failure.ts'

export const sessionHeader = 'x-amzn-bedrock-agentcore-runtime-session-id'

/** Bounds of `runtimeSessionId`, which no client checks by itself (SDK model 3.1141.0). */
const [shortest, longest] = [33, 256]

/**
 * The session that a request belongs to; a request that names none gets a new one.
 * @throws AwsFailure ValidationException for a name that is too short or too long
 */
export function sessionIdOf(headers: Headers): string {
  const id = headers.get(sessionHeader)
  if (id === null) return randomUUID()
  if (id.length < shortest)
    throw fieldInvalid(
      'runtimeSessionId',
      `Member must have length greater than or equal to ${shortest}`,
    )
  if (id.length > longest)
    throw fieldInvalid(
      'runtimeSessionId',
      `Member must have length less than or equal to ${longest}`,
    )
  return id
}
