import { useState } from 'react'

import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { download } from '../../ui/download.ts'
import { type ExportSide, fileName } from './side.ts'
import { toJson } from './toJson.ts'
import { toMarkdown } from './toMarkdown.ts'

/** What was said, as a file: Markdown to read, JSON with every event. */
export function ExportMenu({
  title,
  sides,
  size = 'md',
}: {
  /** The document's heading. */
  title: string
  sides: readonly ExportSide[]
  size?: 'sm' | 'md'
}) {
  const [open, setOpen] = useState(false)
  const empty = sides.every(({ answers }) => answers.length === 0)
  const close = () => setOpen(false)
  const save = (ending: string, type: string, write: typeof toJson) => {
    const now = new Date()
    download(`${fileName(sides, now)}.${ending}`, write(title, sides, now), type)
    close()
  }
  return (
    <>
      <Button
        size={size}
        disabledReason={empty ? 'There is nothing to export yet.' : undefined}
        onClick={() => setOpen(true)}
      >
        Export
      </Button>
      <Dialog open={open} onClose={close} title="Export">
        <p className="text-ink-2">
          Questions, answers, tool calls and what they cost. No token is in it, and of the wire only
          the ids of exchanges.
        </p>
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => save('md', 'text/markdown', toMarkdown)}>Markdown, to read</Button>
          <Button onClick={() => save('json', 'application/json', toJson)}>
            JSON, with every event
          </Button>
        </div>
      </Dialog>
    </>
  )
}
