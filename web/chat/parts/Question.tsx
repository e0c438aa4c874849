import type { RunInput } from '#bff'

/** What was asked, at the right: the text as it was typed, or what was decided. */
export function Question({ input }: { input: RunInput }) {
  if (input.kind === 'decision') {
    const reason = input.reason ? `: ${input.reason}` : ''
    return (
      <p className="ml-auto w-fit max-w-[85%] text-right text-sm text-ink-2 wrap-anywhere">
        You {input.approved ? 'approved' : 'rejected'} this{reason}
      </p>
    )
  }
  return (
    <h2 className="ml-auto max-h-80 w-fit max-w-[85%] overflow-y-auto rounded-panel border border-line bg-sunk px-4 py-2.5 wrap-anywhere whitespace-pre-wrap unkerned">
      <span className="sr-only">You asked: </span>
      {input.text}
    </h2>
  )
}
