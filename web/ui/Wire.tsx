import { CopyButton } from './CopyButton.tsx'
import { useScrolls } from './useScrolls.ts'

const tones = {
  plain: 'text-ink',
  quiet: 'text-ink-2',
  refused: 'text-refused',
  failed: 'text-failed',
}

/**
 * Text exactly as it came over a wire. Long lines break where they must, long bodies scroll, and
 * nothing is reformatted: what is shown is what was sent.
 */
export function Wire({
  text,
  label,
  tone = 'plain',
  fill = false,
}: {
  text: string
  label: string
  tone?: 'plain' | 'quiet' | 'refused' | 'failed'
  /** Takes the height that there is, instead of at most 24 lines. */
  fill?: boolean
}) {
  const { ref, tabIndex } = useScrolls<HTMLPreElement>()
  return (
    <div className="relative min-w-0">
      <pre
        ref={ref}
        tabIndex={tabIndex}
        role={tabIndex === 0 ? 'group' : undefined}
        aria-label={tabIndex === 0 ? label : undefined}
        className={`overflow-auto rounded-control bg-sunk py-2 pr-12 pl-3 font-mono text-sm wrap-anywhere whitespace-pre-wrap ${fill ? 'max-h-full' : 'max-h-96'} ${tones[tone]}`}
      >
        <code>{text}</code>
      </pre>
      <div className="absolute top-1 right-1 rounded-control bg-sunk">
        <CopyButton text={text} label={label} />
      </div>
    </div>
  )
}
