import { useScrolls } from '../../ui/useScrolls.ts'
import { lineDiff, nearChanges } from './lineDiff.ts'
import type { Changed } from './policyText.ts'

const looks = {
  same: { sign: ' ', word: '', row: 'text-ink-2' },
  added: { sign: '+', word: 'added: ', row: 'bg-sunk font-bold text-allowed' },
  removed: { sign: '−', word: 'removed: ', row: 'bg-sunk font-bold text-refused' },
  'left out': { sign: ' ', word: '', row: 'text-ink-3 italic' },
}

/** One document before and after, line by line: sign and word beside each line, not colour alone. */
export function DiffLines({ changed: { label, before, after } }: { changed: Changed }) {
  const { ref, tabIndex } = useScrolls<HTMLPreElement>()
  return (
    <figure className="grid min-w-0 gap-1">
      <figcaption className="text-sm">
        <b className="font-mono wrap-anywhere">{label}</b>
        {before === '' ? ', new' : ''}
      </figcaption>
      <pre
        ref={ref}
        tabIndex={tabIndex}
        role={tabIndex === 0 ? 'group' : undefined}
        aria-label={tabIndex === 0 ? `Changes of ${label}` : undefined}
        className="max-h-96 overflow-auto rounded-control border border-line bg-panel py-2 font-mono text-sm"
      >
        {nearChanges(lineDiff(before, after)).map(({ kind, text }, index) => (
          <span
            // Lines repeat, and their place is what they are.
            key={`${index} ${text}`}
            data-diff={kind}
            className={`block px-3 wrap-anywhere whitespace-pre-wrap ${looks[kind].row}`}
          >
            <span aria-hidden className="mr-2 select-none">
              {looks[kind].sign}
            </span>
            <span className="sr-only">{looks[kind].word}</span>
            {text}
          </span>
        ))}
      </pre>
    </figure>
  )
}
