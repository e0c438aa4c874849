import { memo, useDeferredValue, useState } from 'react'

import { Button } from '../../ui/Button.tsx'
import { Markdown } from '../../ui/Markdown.tsx'
import type { TextPart } from '../transcript.ts'
import { saySize } from './toolText.ts'

/** Beyond this, laying out the document would hold up the page; a press brings the rest. */
const laidOutAtMost = 60_000

const Document = memo(Markdown)

/** A piece of the answer as a document. While it comes, it follows as fast as it can be laid out. */
export function AnswerText({ part: { text, open } }: { part: TextPart }) {
  const [whole, setWhole] = useState(false)
  const cut = !whole && text.length > laidOutAtMost
  const shown = useDeferredValue(cut ? text.slice(0, laidOutAtMost) : text)
  return (
    <div data-open={open || undefined} className={open ? caret : undefined}>
      <Document text={shown} />
      {cut ? (
        <p className="mt-2 flex flex-wrap items-center gap-3 text-sm text-ink-2">
          The first {saySize(shown)} of {saySize(text)} stand here.
          <Button size="sm" onClick={() => setWhole(true)}>
            Show all
          </Button>
        </p>
      ) : null}
    </div>
  )
}

/** Behind the last word while more is coming. */
const caret =
  "[&>div>:last-child]:after:ml-0.5 [&>div>:last-child]:after:text-ink-2 [&>div>:last-child]:after:content-['▍'/'']"
