import type { CallRequest, CallView } from '#bff'

import type { Arguments } from '../mcp/argumentsText.ts'
import type { Listing, ToolRow } from '../mcp/union.ts'

/** What the two axes of a verdict say together, where they disagree. */
export type Disagreement = 'hole' | 'call side only'

/**
 * A hidden tool that answers is a hole: the list is filtered and the call is not. A listed tool
 * that is refused is guarded on the call side only. A tool that ran and failed was let through.
 */
export function disagreement(listing: Listing, call: CallView): Disagreement | undefined {
  if (listing === 'hidden' && wentThrough(call)) return 'hole'
  return listing === 'listed' && call.verdict.outcome === 'refused' ? 'call side only' : undefined
}

export interface Probe {
  calls: readonly CallView[]
  /** How many were asked for; 0 while nothing was. */
  total: number
}

export const cellKey = (persona: string, tool: string) => `${persona}\n${tool}`

/** The calls of a probe by cell; where a cell was called twice, the later call stands. */
export const byCell = (calls: readonly CallView[]): ReadonlyMap<string, CallView> =>
  new Map(calls.map((call) => [cellKey(call.persona, call.tool), call]))

/** One call per tool and persona, tool by tool. `args` holds the tools that take part. */
export function planProbe(
  args: ReadonlyMap<string, Arguments>,
  personas: readonly string[],
): CallRequest[] {
  return [...args].flatMap(([tool, value]) =>
    personas.map((as) => ({ as, tool, arguments: value })),
  )
}

const wentThrough = ({ verdict }: CallView) =>
  verdict.outcome === 'allowed' || verdict.outcome === 'failed'

export interface Totals {
  listed: number
  /** Calls that reached the tool, whatever it answered; undefined while none was made. */
  through?: number
}

/** Counts cells: those of one persona (a column) or of one tool (a row). */
export function totals(
  cells: readonly { listing: Listing; call?: CallView | undefined }[],
): Totals {
  const made = cells.flatMap(({ call }) => call ?? [])
  const listed = cells.filter(({ listing }) => listing === 'listed').length
  const through = made.filter(wentThrough).length
  return made.length > 0 ? { listed, through } : { listed }
}

/** What a finished probe proves, as one sentence. Nothing is said of cells that were not called. */
export function sayProbe(
  rows: readonly ToolRow[],
  personas: readonly string[],
  calls: ReadonlyMap<string, CallView>,
): string {
  const found = rows.flatMap((row) =>
    personas.flatMap((persona, at) => {
      const call = calls.get(cellKey(persona, row.name))
      return call ? [{ call, listing: row.listings[at] ?? 'unknown' }] : []
    }),
  )
  const count = (what: Disagreement) =>
    found.filter(({ listing, call }) => disagreement(listing, call) === what).length
  const hidden = found.filter(({ listing }) => listing === 'hidden').length
  const holes = count('hole')
  const callSide = count('call side only')
  const first =
    holes > 0
      ? `${holes} of ${hidden} calls to hidden tools went through: a hole in the policy.`
      : hidden > 0
        ? `${hidden} calls to hidden tools, and none went through.`
        : 'No hidden tool was called.'
  return callSide > 0 ? `${first} Refused although listed: ${callSide}.` : first
}
