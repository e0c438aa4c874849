import type { CallView } from '#bff'

import type { Listing } from '../../mcp/union.ts'
import { observedOf } from '../../policy/explain.ts'
import type { Access } from './matrix.ts'

/** What was really seen of one tool and one persona. A call proves more than a list. */
export interface Observed {
  by: 'call' | 'list'
  access: 'allowed' | 'refused'
}

/**
 * `filtered`: the gateway leaves out of its lists what its rules refuse (agentgateway). Where it does
 * not (mcp-proxy 0.0.3), a list says nothing of rules.
 */
export function observe(
  listing: Listing,
  call: CallView | undefined,
  filtered: boolean,
): Observed | undefined {
  const called = call && observedOf(call)
  if (called) return { by: 'call', access: called }
  if (!filtered || listing === 'unknown') return undefined
  return { by: 'list', access: listing === 'listed' ? 'allowed' : 'refused' }
}

/** What was seen is not what the gateway's own rules say. Where either is open, nothing is claimed. */
export const drifts = (held: Access, seen: Observed | undefined): boolean =>
  seen !== undefined && held !== 'unknown' && held !== seen.access

export interface Tally {
  /** Cells whose draft differs from what the gateway holds. */
  changed: number
  /** Cells with an observation, and those of them that drift. */
  seen: number
  drift: number
}

export interface Cell {
  draft: Access
  held: Access
  seen: Observed | undefined
}

export function tally(cells: readonly (readonly Cell[])[]): Tally {
  const all = cells.flat()
  return {
    changed: all.filter(({ draft, held }) => draft !== held).length,
    seen: all.filter(({ seen }) => seen !== undefined).length,
    drift: all.filter(({ held, seen }) => drifts(held, seen)).length,
  }
}

/** What the observations say of the rules that the gateway holds, as one sentence. */
export function sayDrift({ seen, drift }: Tally): string {
  if (seen === 0) return 'Nothing was observed yet, so nothing is confirmed.'
  if (drift === 0) return `${counted(seen)}, all as the gateway’s rules predict.`
  return `${drift} of ${counted(seen)} not as the gateway’s rules predict.`
}

const counted = (seen: number) => `${seen} ${seen === 1 ? 'observation' : 'observations'}`
