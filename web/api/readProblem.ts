import type { ProblemBody } from '#bff'

import { ApiError } from './ApiError.ts'

/** Reads an error answer; whatever is not the server's own problem format is `no_answer`. Never throws. */
export async function readProblem(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null)
  return isProblem(body)
    ? new ApiError(response.status, body.error)
    : ApiError.noAnswer(response.status)
}

function isProblem(body: unknown): body is ProblemBody {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false
  const { error } = body
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    typeof error.code === 'string' &&
    'message' in error &&
    typeof error.message === 'string'
  )
}
