import type { Frame } from '#bff'

import { sayDuration } from '../ui/duration.ts'
import { Wire } from '../ui/Wire.tsx'

/** The frames of an event stream one by one, each with the time since the request was sent. */
export function Frames({ frames }: { frames: readonly Frame[] }) {
  return (
    <ol className="grid gap-3">
      {frames.map((frame, index) => (
        // Frames only ever grow at the end; two may be equal to the last byte.
        <li key={index} className="grid gap-1">
          <p className="flex gap-4 text-sm text-ink-2">
            <span>
              {index + 1} of {frames.length}
            </span>
            <span>after {sayDuration(frame.atMs)}</span>
            {frame.event === undefined ? null : (
              <span className="font-mono">event: {frame.event}</span>
            )}
            {frame.id === undefined ? null : <span className="font-mono">id: {frame.id}</span>}
          </p>
          <Wire text={frame.data} label={`frame ${index + 1}`} />
        </li>
      ))}
    </ol>
  )
}
