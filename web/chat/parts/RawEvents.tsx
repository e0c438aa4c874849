import { useState } from 'react'

import type { NumberedEvent } from '#bff'

import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { ScrollBox } from '../../ui/ScrollBox.tsx'
import { ClockTime } from '../../ui/time.tsx'
import type { Answer } from '../transcript.ts'

/** How many are drawn at first; a token at a time, an answer has thousands. */
const step = 200

/** Everything that came, in order, as it came: to see what the page made its picture from. */
export function RawEvents({ answer: { run, events } }: { answer: Answer }) {
  const [most, setMost] = useState(step)
  const left = events.length - most
  return (
    <div className="grid min-w-0 gap-2 pt-1">
      <p className="flex flex-wrap items-center gap-x-4">
        <span className="min-w-0 flex-1 wrap-anywhere">
          Run <code className="font-mono">{run}</code>
        </span>
        <CopyButton label="all events as JSON" text={JSON.stringify(events, null, 2)}>
          Copy all
        </CopyButton>
      </p>
      <ScrollBox
        label="Raw events"
        standing="group"
        className="max-h-96 overflow-auto rounded-control bg-sunk px-3 py-2 text-ink"
      >
        <ol className="grid gap-1 font-mono text-sm">
          {events.slice(0, most).map((each) => (
            <Row key={each.id} {...each} />
          ))}
        </ol>
      </ScrollBox>
      {left > 0 ? (
        <Button size="sm" className="w-fit" onClick={() => setMost(most + step * 5)}>
          Show more of {left.toLocaleString('en')}
        </Button>
      ) : null}
    </div>
  )
}

function Row({ id, event }: NumberedEvent) {
  const { type, timestamp, ...rest } = event
  return (
    <li className="grid grid-cols-[4ch_auto_minmax(0,1fr)] items-baseline gap-x-3">
      <span className="text-right text-ink-2">{id}</span>
      <span className="text-ink-2">
        {timestamp === undefined ? null : <ClockTime iso={new Date(timestamp).toISOString()} />}
      </span>
      <span className="wrap-anywhere whitespace-pre-wrap">
        <b>{type}</b> {JSON.stringify(rest)}
      </span>
    </li>
  )
}
