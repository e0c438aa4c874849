import { APICallError, RetryError } from 'ai'

/** What is said of a failure: a sentence for the person who asked, and the provider's own name for it. */
interface Failure {
  message: string
  code?: string
}

export type Explain = (error: unknown) => Failure

/** What a provider's refusals mean there, by HTTP status. */
interface Advice {
  /** As in "Amazon Bedrock". */
  provider: string
  /** What to do next after a 401 or 403. */
  access: string
  /** What to do next when the model is not known there. */
  model: string
  /** What to do next when nothing answers. */
  reach: string
}

/** A function that explains failures of one provider. */
export const explainer =
  (advice: Advice): Explain =>
  (error) => {
    const cause = RetryError.isInstance(error) ? error.lastError : error
    if (!APICallError.isInstance(cause)) return { message: textOf(cause) }
    const { statusCode, responseHeaders = {} } = cause
    if (statusCode === undefined)
      return {
        message: `${advice.provider} does not answer (${textOf(cause)}). ${advice.reach}`,
        code: 'MODEL_UNREACHABLE',
      }
    // AWS names its errors in this header, with a URI after a colon at times (AWS restJson1 protocol).
    const named = responseHeaders['x-amzn-errortype']?.split(':')[0]
    return {
      message:
        `${advice.provider} answered ${statusCode}: "${textOf(cause)}" ${nextStep(statusCode, advice)}`.trim(),
      code: named ?? `HTTP_${statusCode}`,
    }
  }

function nextStep(status: number, { access, model }: Advice): string {
  if (status === 401 || status === 403) return access
  if (status === 404) return model
  if (status === 429) return 'Its limit is reached: wait a moment, then ask again.'
  if (status >= 500) return 'Its service has trouble: ask again later.'
  return ''
}

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
