import { type Drawing, DrawingIcon } from '../ui/Drawing.tsx'
import type { Truth } from './rule.ts'

const circle = 'M8 1.2a6.8 6.8 0 1 1 0 13.6a6.8 6.8 0 1 1 0-13.6z'

/** One outline and one sign each, so that answers are told apart without their colour. */
const drawings: Record<Truth['is'], Drawing> = {
  true: { outline: circle, sign: 'M5 8.3l2 2l4-4.3' },
  false: { outline: 'M2 2h12v12h-12z', sign: 'M5.5 5.5l5 5M10.5 5.5l-5 5' },
  error: { outline: 'M8 1.5L15 14H1z', sign: 'M8 6v4M8 11.8v.4' },
  unknown: { outline: circle, sign: 'M6 6.2a2 2 0 1 1 2.6 1.9l-.6.9M8 11.4v.2', dashed: true },
}

/** The colour of an answer as a text class. */
export const truthText: Record<Truth['is'], string> = {
  true: 'text-allowed',
  false: 'text-refused',
  error: 'text-failed',
  unknown: 'text-gone',
}

/** What a clause or a rule came to, as its word with its sign. */
export const TruthBadge = ({ is }: { is: Truth['is'] }) => (
  <span
    data-truth={is}
    className={`inline-flex items-center gap-1.5 font-bold whitespace-nowrap ${truthText[is]}`}
  >
    <DrawingIcon drawing={drawings[is]} />
    {is}
  </span>
)
