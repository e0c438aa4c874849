import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import type { Layout } from './layout.ts'
import { SideLabel } from './SideLabel.tsx'
import type { Side } from './Sides.tsx'

const hasNote = ({ trouble, target, conversation }: Side) => {
  const { error, stored, state } = conversation
  return (
    trouble !== undefined ||
    error !== undefined ||
    stoppedOf(conversation) !== undefined ||
    stored?.sessionEnded !== undefined ||
    state === 'gone' ||
    target?.available === false
  )
}

/** What the last stop came to, as far as the answer itself does not say it. */
function stoppedOf({ stopped, answers }: Side['conversation']) {
  const said = answers
    .at(-1)
    ?.parts.some((part) => part.kind === 'notice' && part.text === stopped?.sentence)
  return stopped && said && stopped.offer === undefined ? undefined : stopped
}

/** What is to be known of a side beside its answers; the other sides go on without it. */
export function SideNotes({
  sides,
  layout,
  onRenew,
}: {
  sides: readonly Side[]
  layout: Layout
  onRenew: (deployment: string) => void
}) {
  if (!sides.some(hasNote)) return null
  return (
    <div className="contents">
      {sides.map((side) => (
        <div
          key={side.deployment}
          className={`grid min-w-0 content-start gap-3 border-t border-line px-4 py-3 ${layout.cell} ${layout.blank}`}
        >
          {hasNote(side) ? (
            <>
              <SideLabel side={side} className={layout.label} />
              <Notes side={side} onRenew={() => onRenew(side.deployment)} />
            </>
          ) : null}
        </div>
      ))}
    </div>
  )
}

function Notes({ side, onRenew }: { side: Side; onRenew: () => void }) {
  const { deployment, target, trouble, conversation } = side
  const { error, unsent, stored, state } = conversation
  const left = stoppedOf(conversation)
  const anew = (
    <Button size="sm" onClick={onRenew}>
      Begin a new one
    </Button>
  )
  if (state === 'gone')
    return (
      <Notice tone="gone" title="This conversation is gone" action={anew}>
        It was deleted, or it belongs to somebody else.
      </Notice>
    )
  return (
    <>
      {trouble ? <ProblemNotice error={trouble} /> : null}
      {target?.available === false && !trouble ? (
        <Notice tone="gone" title={`${deployment} cannot be asked now`}>
          {target.reason}
        </Notice>
      ) : null}
      {error ? (
        <ProblemNotice
          error={error}
          {...(unsent !== undefined && { onRetry: () => conversation.ask(unsent) })}
        />
      ) : null}
      {stored?.sessionEnded === undefined || stored.sessionEnded === left?.sentence ? null : (
        <p className="text-sm text-ink-2">{stored.sessionEnded}</p>
      )}
      {left ? (
        <div className="flex flex-wrap items-center gap-3 text-sm text-ink-2">
          {left.offer === 'end_session' && target?.canEndSession === true ? (
            <>
              <p>Ending its session stops it there too, and the agent forgets this conversation.</p>
              <Button size="sm" onClick={conversation.endSession}>
                End the session
              </Button>
            </>
          ) : (
            <p>{left.sentence}</p>
          )}
        </div>
      ) : null}
    </>
  )
}
