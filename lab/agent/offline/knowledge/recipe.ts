import type { Move, Step } from '../planner.ts'
import type { Intent } from './intent.ts'

/** How one sort of question is answered: from what has been called so far to the next move. Pure. */
export type Recipe = (intent: Intent, steps: readonly Step[]) => Move

/** The last successful call of a tool. */
export const stepOf = (steps: readonly Step[], name: string): Step | undefined =>
  steps.findLast((step) => step.name === name && step.outcome === 'ok')

/** The last step, where it failed. */
export function failed(steps: readonly Step[]): Step | undefined {
  const last = steps.at(-1)
  return last && last.outcome !== 'ok' ? last : undefined
}

/** Says plainly that a tool had nothing, in the tool's own words. */
export const nothing = ({ name, text }: Step): string =>
  `That returned nothing. The tool \`${name}\` of the knowledge base says: ${text}`
