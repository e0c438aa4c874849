import type { Finding } from '../../policy/findings.ts'
import { segmentsOf } from '../../policy/marks.ts'

const underlines: Record<Finding['severity'], string> = {
  fault: 'underline decoration-refused decoration-wavy decoration-2 underline-offset-4',
  never: 'underline decoration-failed decoration-wavy decoration-2 underline-offset-4',
  note: 'underline decoration-gone decoration-dotted decoration-2 underline-offset-4',
}

/**
 * The layer below the text: strings on a darker ground, and a line under what a finding is about. Its own
 * letters are not seen. The last line break needs something behind it, or it would take no room.
 */
export function CelMarks({
  text,
  findings,
  className,
}: {
  text: string
  findings: readonly Finding[]
  className: string
}) {
  return (
    <div aria-hidden className={`pointer-events-none text-transparent select-none ${className}`}>
      {segmentsOf(text, findings).map(({ at, text: part, quoted, severity }) => (
        <span
          key={at}
          className={`${quoted ? 'rounded-xs bg-sunk' : ''} ${severity ? underlines[severity] : ''}`}
        >
          {part}
        </span>
      ))}
      {'\u200b'}
    </div>
  )
}
