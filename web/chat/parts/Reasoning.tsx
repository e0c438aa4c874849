import type { ReasoningPart } from '../transcript.ts'
import { saySize } from './toolText.ts'

/** What the model thought aloud, folded: it is no part of the answer. */
export function Reasoning({ part: { text, open } }: { part: ReasoningPart }) {
  return (
    <details className="text-ink-2">
      <summary className="w-fit py-1 text-sm">
        {open ? 'Reasoning…' : 'Reasoning'} <span className="text-ink-3">{saySize(text)}</span>
      </summary>
      <p className="mt-1 border-l-2 border-line-strong pl-4 wrap-anywhere whitespace-pre-wrap">
        {text}
      </p>
    </details>
  )
}
