import type { ProblemBody, ProblemCode } from '#bff'

/** `no_answer`: the console server itself could not be heard, or what came was not its own language. */
export type ApiErrorCode = ProblemCode | 'no_answer'

/** The one way in which a call fails: a sentence for people, a code for switches. */
export class ApiError extends Error {
  readonly code: ApiErrorCode
  /** HTTP status; 0 when no answer arrived. */
  readonly status: number
  readonly hint?: string
  readonly requestId?: string
  readonly persona?: string
  readonly upstream?: string

  constructor(
    status: number,
    problem: Omit<ProblemBody['error'], 'code' | 'requestId'> & {
      code: ApiErrorCode
      requestId?: string
    },
    options?: ErrorOptions,
  ) {
    super(problem.message, options)
    this.name = 'ApiError'
    this.status = status
    this.code = problem.code
    if (problem.hint !== undefined) this.hint = problem.hint
    if (problem.requestId !== undefined) this.requestId = problem.requestId
    if (problem.persona !== undefined) this.persona = problem.persona
    if (problem.upstream !== undefined) this.upstream = problem.upstream
  }

  /** No usable answer: the network failed, or something in between answered in its place. */
  static noAnswer(status: number, cause?: unknown): ApiError {
    return new ApiError(
      status,
      {
        code: 'no_answer',
        message: 'The console server did not answer.',
        hint:
          status === 0
            ? 'Check that it is still running, then try again.'
            : `Something answered with HTTP ${status} that is not the console server: a proxy in between, perhaps.`,
      },
      { cause },
    )
  }
}
