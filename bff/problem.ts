import type { ProblemBody, ProblemCode } from './contract.ts'

/** The one way in which the BFF says no: thrown anywhere, formatted once in `app.ts`. */
export class Problem extends Error {
  readonly status: number
  readonly code: ProblemCode
  readonly details: Omit<ProblemBody['error'], 'code' | 'message' | 'requestId'>

  /** `message` is a sentence for people: what is wrong and where. `details.hint` says what to do next. */
  constructor(
    status: number,
    code: ProblemCode,
    message: string,
    details: Problem['details'] = {},
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'Problem'
    this.status = status
    this.code = code
    this.details = details
  }

  body(requestId: string): ProblemBody {
    return { error: { code: this.code, message: this.message, ...this.details, requestId } }
  }
}
