import type { Outcome } from '#bff'

import { type Drawing, DrawingIcon } from './Drawing.tsx'

/** One outline and one sign each, so that verdicts are told apart without their colour. */
const drawings: Record<Outcome, Drawing> = {
  allowed: {
    outline: 'M8 1.2a6.8 6.8 0 1 1 0 13.6a6.8 6.8 0 1 1 0-13.6z',
    sign: 'M5 8.3l2 2l4-4.3',
  },
  refused: {
    outline: 'M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z',
    sign: 'M4.8 8h6.4',
    solid: true,
    knockout: true,
  },
  failed: { outline: 'M8 1.5L15 14H1z', sign: 'M8 6v4M8 11.8v.4' },
  // The padlock's shackle lies outside its body and must stay visible.
  rejected: {
    outline: 'M2.5 7h11v7.5h-11z',
    sign: 'M5 7V4.8a3 3 0 0 1 6 0V7M8 9.8v2',
    solid: true,
  },
  invalid: { outline: 'M8 1l7 7l-7 7l-7-7z', sign: 'M8 5v3.6M8 10.4v.4' },
  unreachable: {
    outline: 'M8 1.2a6.8 6.8 0 1 1 0 13.6a6.8 6.8 0 1 1 0-13.6z',
    sign: 'M6 6l4 4M10 6l-4 4',
    dashed: true,
  },
}

/** The sign of an outcome, in the colour of the text around it. The word always stands beside it. */
export const OutcomeIcon = ({ outcome, className }: { outcome: Outcome; className?: string }) => (
  <DrawingIcon drawing={drawings[outcome]} className={className} />
)
