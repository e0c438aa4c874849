import { standpointClass, type Standpoint } from './standpoint.ts'

const shapes: Record<Standpoint, string> = {
  0: 'M14 0a14 14 0 1 1 0 28a14 14 0 1 1 0-28z',
  1: 'M3 0.5h22a2.5 2.5 0 0 1 2.5 2.5v22a2.5 2.5 0 0 1-2.5 2.5h-22a2.5 2.5 0 0 1-2.5-2.5v-22a2.5 2.5 0 0 1 2.5-2.5z',
  2: 'M14 0.5L28 27.5H0z',
  3: 'M14 0L28 14L14 28L0 14z',
}
const sizes = {
  sm: 'size-6 text-xs',
  md: 'size-7 text-xs',
  lg: 'size-9 text-base',
}

/**
 * A persona's own shape, hue and initial, so that none of the three has to be seen alone.
 * It says nothing to a screen reader: the persona's name always stands beside it.
 */
export function PersonaMark({
  standpoint,
  initial,
  size = 'md',
}: {
  standpoint: Standpoint
  initial: string
  size?: 'sm' | 'md' | 'lg'
}) {
  return (
    <span
      aria-hidden
      className={`relative inline-grid shrink-0 place-items-center ${sizes[size]} ${standpointClass[standpoint].text}`}
    >
      <svg viewBox="0 0 28 28" className="absolute inset-0 size-full fill-current">
        <path d={shapes[standpoint]} />
      </svg>
      <span
        className={`relative leading-none font-bold text-paper ${standpoint === 2 ? 'translate-y-[35%] scale-90' : ''}`}
      >
        {initial}
      </span>
    </span>
  )
}
