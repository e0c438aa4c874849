import type { Phase } from '#bff'

import { type Drawing, DrawingIcon } from './Drawing.tsx'

/** Outline and sign of a phase; each is known by its form alone, colour only repeats it. */
const drawings: Record<Phase, Drawing> = {
  deployed: {
    outline: 'M8 1.2a6.8 6.8 0 1 1 0 13.6a6.8 6.8 0 1 1 0-13.6z',
    sign: 'M5 8.3l2 2l4-4.3',
  },
  failed: {
    outline: 'M5.2 1h5.6L15 5.2v5.6L10.8 15H5.2L1 10.8V5.2z',
    sign: 'M4.8 8h6.4',
    solid: true,
    knockout: true,
  },
  deploying: {
    outline: 'M8 1.2a6.8 6.8 0 1 1 0 13.6a6.8 6.8 0 1 1 0-13.6z',
    sign: 'M8 1.2a6.8 6.8 0 0 1 0 13.6z',
    filled: true,
  },
  pending: {
    outline: 'M8 1.2a6.8 6.8 0 1 1 0 13.6a6.8 6.8 0 1 1 0-13.6z',
    sign: '',
    dashed: true,
  },
  undeployed: {
    outline: 'M8 1.2a6.8 6.8 0 1 1 0 13.6a6.8 6.8 0 1 1 0-13.6z',
    sign: 'M6.4 5.4v5.2M9.6 5.4v5.2',
  },
  terminating: {
    outline: 'M3.5 1.5h9M3.5 14.5h9M4.5 1.5c0 5 7 8 7 13M11.5 1.5c0 5-7 8-7 13',
    sign: '',
  },
}

/** The colour of a phase as a text class. */
export const phaseText: Record<Phase, string> = {
  deployed: 'text-allowed',
  failed: 'text-refused',
  deploying: 'text-failed',
  pending: 'text-gone',
  undeployed: 'text-gone',
  terminating: 'text-failed',
}

/** The sign of a phase, in the colour of the text around it. The word always stands beside it. */
export const PhaseIcon = ({ phase, className }: { phase: Phase; className?: string }) => (
  <DrawingIcon drawing={drawings[phase]} className={className} />
)
