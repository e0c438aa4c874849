import type { ExchangeSummary } from '#bff'

export interface WireFilter {
  /** `kind target`, as `targetOf` writes it; empty for all. */
  target: string
  persona: string
  onlyFailures: boolean
  text: string
}

export const noFilter: WireFilter = { target: '', persona: '', onlyFailures: false, text: '' }

export const targetOf = ({ upstream, target }: ExchangeSummary): string => `${upstream} ${target}`

/** No whole answer, or one that says no. An exchange that is still open has not failed. */
export function isFailure({ state, status, error }: ExchangeSummary): boolean {
  return error !== undefined || (state === 'done' && (status === null || status >= 400))
}

/** The exchanges that pass; `text` matches any part of what a row shows, without regard to case. */
export function filterExchanges(
  exchanges: readonly ExchangeSummary[],
  { target, persona, onlyFailures, text }: WireFilter,
): readonly ExchangeSummary[] {
  const words = text.trim().toLowerCase()
  return exchanges.filter(
    (each) =>
      (target === '' || targetOf(each) === target) &&
      (persona === '' || each.persona === persona) &&
      (!onlyFailures || isFailure(each)) &&
      (words === '' ||
        `${each.method} ${each.url} ${each.label} ${each.persona ?? ''} ${each.status ?? ''} ${each.error?.code ?? ''}`
          .toLowerCase()
          .includes(words)),
  )
}
