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
  const { deployment, namespace, as, id, conversation, detail, target, standpoint } = side
  const { answers, running } = conversation
  const runtime = detail?.runtime
  const where = runtime?.region ?? runtime?.platform ?? target?.runtimeType
  return (
    <header
      className={`flex min-w-0 flex-wrap items-start justify-between gap-x-4 gap-y-1 border-t-4 border-b border-b-line bg-panel px-4 py-3 low:py-2 ${standpointClass[standpoint].edge} ${className}`}
    >
      <div className="flex min-w-0 items-start gap-3">
        <SideMark side={side} size="lg" />
        <div className="grid min-w-0">
          <h2 className="min-w-0 font-bold wrap-anywhere">
            <Link
              className="hover:underline"
              to={paths.chat(deployment, {
                ...(answers.length > 0 && { conversation: id }),
                as: as === '' ? undefined : as,
                namespace,
              })}
              title={`Chat with ${deployment} alone`}
            >
              {deployment}
            </Link>
          </h2>
          <p className="font-mono text-sm wrap-anywhere text-ink-2">
            {[runtime?.name ?? target?.runtime, where].filter(Boolean).join(' · ')}
          </p>
        </div>
      </div>
      <div className="ml-auto flex items-start gap-2">
        <State side={side} />
        {running ? (
          <Button size="sm" aria-label={`Stop ${deployment}`} onClick={conversation.stop}>
            Stop
          </Button>
        ) : null}
        {onRemove && !running ? (
          <button
            type="button"
            aria-label={`Take ${deployment} out`}
            title={`Take ${deployment} out`}
            onClick={onRemove}
            className="rounded-control p-1.5 text-ink-3 hover:bg-sunk hover:text-ink"
          >
            <Icon name="close" />
          </button>
        ) : null}
      </div>
    </header>
  )
}

/** A component of its own: it is drawn every second, the answers are not. */
function State({ side: { conversation } }: { side: Side }) {
  const now = useNow()
  const [state, figures] = sayState(conversation.answers.at(-1), now)
  return (
    <p className="grid text-right text-sm text-ink-2">
      <span className="font-bold">{conversation.link === 'live' ? state : 'reconnecting…'}</span>
      <span className="min-h-[1lh]">{figures}</span>
    </p>
  )
}
