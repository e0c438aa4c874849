import { memo } from 'react'

import { OutcomeIcon } from '../../ui/OutcomeIcon.tsx'

const looks = {
  allowed: { icon: 'allowed', text: 'text-allowed' },
  refused: { icon: 'refused', text: 'text-refused' },
  unknown: { icon: 'unreachable', text: 'text-gone' },
} as const

const isAccess = (word: string | undefined): word is keyof typeof looks =>
  word !== undefined && Object.hasOwn(looks, word)

/** One tool. Everything comes as texts, so that React can tell without looking inside that nothing changed. */
export const MatrixRow = memo(function MatrixRow({
  name,
  labels,
  cells,
}: {
  name: string
  labels: string
  /** Per persona a line: draft, held, how it was seen, what was seen. */
  cells: string
}) {
  const lines = cells.split('\n')
  return (
    <tr className="border-b border-line last:border-b-0">
      <th
        scope="row"
        title={name}
        className="sticky left-0 max-w-40 truncate border-r border-line bg-panel px-3 py-1 text-start align-top font-mono text-sm/[1.5rem] font-normal sm:max-w-64"
      >
        {name}
      </th>
      {labels.split('\n').map((label, index) => (
        <MatrixCell key={label} line={lines[index] ?? ''} />
      ))}
    </tr>
  )
})

function MatrixCell({ line }: { line: string }) {
  const [draft, held, by, seen] = line.split(' ')
  if (!isAccess(draft)) return <td>–</td>
  const changed = draft !== held
  const drift = seen !== '' && held !== 'unknown' && held !== seen
  const { icon, text } = looks[draft]
  return (
    <td
      data-predicted={draft}
      data-drift={drift || undefined}
      className={`px-3 py-1 align-top whitespace-nowrap ${changed ? 'bg-sunk' : ''} ${drift ? 'outline-3 -outline-offset-3 outline-failed' : ''}`}
    >
      <span className={`inline-flex items-center gap-1.5 ${text} ${changed ? 'font-bold' : ''}`}>
        <OutcomeIcon outcome={icon} />
        {draft}
      </span>
      {changed ? <span className="-mt-0.5 block text-xs text-ink-2">is {held} now</span> : null}
      {drift ? (
        <b className="block text-sm text-failed">
          drift: {seen} {by === 'call' ? 'when called' : 'by its list'}
        </b>
      ) : null}
    </td>
  )
}
