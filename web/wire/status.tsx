import type { ExchangeSummary } from '#bff'

import { isFailure } from './filter.ts'

/** How an exchange ended, in the few characters of a row: `200`, `400`, `no answer`, `open`. */
export function sayStatus({ state, status, error }: ExchangeSummary): string {
  if (status !== null) return error === undefined ? String(status) : `${status}, cut`
  if (error) return 'no answer'
  return state === 'open' ? 'open' : '–'
}

/** The same with its colour. 4xx is an answer that says no, everything else that fails is a fault. */
export function ExchangeStatus({ exchange }: { exchange: ExchangeSummary }) {
  const { status } = exchange
  const tone = () => {
    if (!isFailure(exchange)) return status === null ? 'text-ink-3' : 'text-ink'
    if (status === null) return 'text-gone font-bold'
    return status < 500 ? 'text-refused font-bold' : 'text-failed font-bold'
  }
  return <span className={tone()}>{sayStatus(exchange)}</span>
}
