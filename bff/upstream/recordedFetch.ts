import type { ExchangeView } from '../contract.ts'
import { failureCode } from './failure.ts'
import type { ExchangeStart, OpenExchange, Recorder } from './types.ts'

export interface RecordedAbout extends Pick<ExchangeStart, 'redact'> {
  upstream: ExchangeView['upstream']
  target: string
  owner: string
  persona?: string
  /** What the request was for: "refresh token". */
  label: (url: string, init: RequestInit) => string
}

/**
 * `fetch` for libraries that take one, every request of which becomes an exchange. Redirects are the
 * caller's choice; the answer is passed on as it comes and recorded beside.
 */
export const recordedFetch =
  (recorder: Recorder, about: RecordedAbout): typeof fetch =>
  async (input, init = {}) => {
    const url = input instanceof Request ? input.url : String(input)
    const { label, ...rest } = about
    const exchange = recorder.begin({
      ...rest,
      label: label(url, init),
      method: init.method ?? 'GET',
      url,
      headers: new Headers(init.headers),
      body: textOf(init.body),
    })
    try {
      const response = await fetch(input, init)
      exchange.answered(response.status, response.headers)
      void drain(response.clone(), exchange)
      return response
    } catch (error) {
      exchange.failed(failureCode(error), error instanceof Error ? error.message : String(error))
      throw error
    }
  }

async function drain(response: Response, exchange: OpenExchange): Promise<void> {
  try {
    for await (const chunk of response.body ?? []) exchange.chunk(chunk)
    exchange.done()
  } catch (error) {
    exchange.failed(failureCode(error), 'the answer broke off')
  }
}

const textOf = (body: RequestInit['body']): string | null =>
  typeof body === 'string' ? body : body instanceof URLSearchParams ? body.toString() : null
