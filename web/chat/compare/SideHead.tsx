import { Link } from 'react-router'

import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { standpointClass } from '../../ui/standpoint.ts'
import { useNow } from '../../ui/useNow.ts'
import { sayState } from './sayState.ts'
import { SideMark } from './SideMark.tsx'
import type { Side } from './Sides.tsx'

/** Who answers, where it runs, and how its last answer stands. */
export function SideHead({
  side,
  className,
  onRemove,
}: {
  side: Side
  className: string
  /** Undefined where a comparison would be left with one. */
  onRemove: (() => void) | undefined
}) {
  const { deployment, namespace, as, id, conversation, standpoint } = side
  const { answers, running, stop } = conversation
  const to = paths.chat(deployment, {
    ...(answers.length > 0 && { conversation: id }),
    as: as === '' ? undefined : as,
    namespace,
  })
  return (
    <header
      className={`flex min-w-0 items-start gap-3 border-t-4 border-b border-b-line bg-panel px-4 py-3 low:py-1.5 ${standpointClass[standpoint].edge} ${className}`}
    >
      <SideMark side={side} size="lg" />
      <div className="flex min-w-0 flex-1 flex-wrap items-start justify-between gap-x-4">
        <div className="grid min-w-0 low:contents">
          <h2 className="min-w-0 font-bold wrap-anywhere low:basis-full">
            <Link className="hover:underline" to={to} title={`Chat with ${deployment} alone`}>
              {deployment}
            </Link>
          </h2>
          <Where side={side} />
        </div>
        <State side={side} />
      </div>
      {running ? (
        <Button size="sm" aria-label={`Stop ${deployment}`} onClick={stop}>
          Stop
        </Button>
      ) : null}
      {onRemove && !running ? (
        <button
          type="button"
          aria-label={`Take ${deployment} out`}
          title={`Take ${deployment} out`}
          onClick={onRemove}
          className="-mr-2 rounded-control p-1.5 text-ink-3 hover:bg-sunk hover:text-ink"
        >
          <Icon name="close" />
        </button>
      ) : null}
    </header>
  )
}

/** The Runtime, and where that is. */
function Where({ side: { detail, target } }: { side: Side }) {
  const runtime = detail?.runtime
  const place = runtime?.region ?? runtime?.platform ?? target?.runtimeType
  return (
    <p className="font-mono text-sm wrap-anywhere text-ink-2">
      {runtime?.name ?? target?.runtime}
      {place === undefined ? null : <span className="low:hidden"> · {place}</span>}
    </p>
  )
}

/** A component of its own: it is drawn every second, the answers are not. */
function State({ side: { conversation } }: { side: Side }) {
  const now = useNow()
  const [state, ...figures] = sayState(conversation.answers.at(-1), now)
  return (
    <p className="ml-auto flex flex-col flex-wrap text-right text-sm text-ink-2">
      <span className="font-bold">{conversation.link === 'live' ? state : 'reconnecting…'}</span>
      <span className="flex min-h-[1lh] flex-wrap justify-end gap-x-3 low:hidden">
        {figures.map((figure) => (
          <span key={figure}>{figure}</span>
        ))}
      </span>
    </p>
  )
}
