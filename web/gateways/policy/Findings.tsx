import type { Finding } from '../../policy/findings.ts'
import type { World } from '../../policy/world.ts'

const words: Record<Finding['severity'], { label: string; text: string }> = {
  fault: { label: 'Not an expression', text: 'text-refused' },
  never: { label: 'Never true', text: 'text-failed' },
  note: { label: 'Note', text: 'text-ink' },
}

/** What is to know of one rule. Each leads to the part of the text that it is about. */
export function Findings({
  id,
  findings,
  everTrue,
  world,
  onGo,
}: {
  id: string
  findings: readonly Finding[]
  everTrue: boolean | undefined
  world: World
  onGo: (range: Finding['range']) => void
}) {
  const dead = everTrue === false && findings.every(({ severity }) => severity !== 'fault')
  if (findings.length === 0 && !dead) return null
  return (
    <ul id={id} className="grid gap-1 text-sm">
      {findings.map(({ severity, range, message }) => (
        <li key={`${range.join('-')} ${message}`} className="wrap-anywhere">
          <b className={words[severity].text}>{words[severity].label}</b>,{' '}
          <button
            type="button"
            className="rounded-control py-0.5 underline hover:bg-sunk"
            onClick={() => onGo(range)}
          >
            character {range[0] + 1}
          </button>
          : {message}
        </li>
      ))}
      {dead && world.asked.length > 0 ? (
        <li>
          <b className="text-failed">Matches nobody</b>: not true for any of {world.subjects.length}{' '}
          personas and {world.asked.length} tools at hand.
        </li>
      ) : null}
    </ul>
  )
}
