import type { RegistryObject } from '#bff'

import { ClockTime, RelativeTime } from '../ui/time.tsx'
import { type Moment, timelineOf } from './timeline.ts'

const dots: Record<Moment['tone'], string> = {
  good: 'border-allowed bg-allowed',
  bad: 'border-refused bg-refused',
  plain: 'border-gone bg-panel',
}

/** The conditions of a Deployment as they turned, newest first. */
export function Timeline({ object }: { object: RegistryObject }) {
  const moments = timelineOf(object)
  return (
    <ol className="rounded-panel border border-line bg-panel px-5 py-4">
      {moments.map(({ at, title, detail, tone }) => (
        <li
          key={`${at} ${title}`}
          className="relative grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-3 pb-5 before:absolute before:top-5 before:bottom-0 before:left-[0.3125rem] before:w-px before:bg-line-strong last:pb-0 last:before:hidden"
        >
          <span aria-hidden className={`mt-1.5 size-2.75 rounded-full border-2 ${dots[tone]}`} />
          <div className="min-w-0">
            <p className="flex flex-wrap items-baseline gap-x-3">
              <b className="font-mono text-sm">{title}</b>
              <span className="text-sm text-ink-2">
                {at === undefined ? (
                  'no time told'
                ) : (
                  <>
                    <ClockTime iso={at} /> · <RelativeTime iso={at} />
                  </>
                )}
              </span>
            </p>
            {detail === undefined ? null : <p className="wrap-anywhere text-ink-2">{detail}</p>}
          </div>
        </li>
      ))}
    </ol>
  )
}
