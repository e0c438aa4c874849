import type { ChatTarget, ConversationView } from '#bff'

import { usePersonas } from '../session/queries.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Select } from '../ui/inputs.tsx'
import type { Answer } from './transcript.ts'

/** What stands behind the answers: agent, runtime, protocol, session, whose token, and which model. */
export function ChatFacts({
  target,
  stored,
  answers,
  as,
  onPersona,
}: {
  target: ChatTarget | undefined
  stored: ConversationView | undefined
  answers: readonly Answer[]
  as: string
  /** Chooses who asks; only before the first question. */
  onPersona?: ((persona: string) => void) | undefined
}) {
  const everyone = usePersonas()
  const label = (id: string) => everyone.find((each) => each.id === id)?.label ?? id
  const meta = answers.findLast((answer) => answer.meta)?.meta
  const runtime = target?.runtime ?? stored?.runtime
  const type = target?.runtimeType ?? stored?.runtimeType
  const asker = stored?.persona ?? as
  const personas = target?.personas ?? []
  return (
    <div className="-mt-2 flex flex-wrap low:mt-0 items-center gap-x-5 gap-y-1.5 border-b border-line pb-3 text-sm text-ink-2">
      {target ? (
        <span className="low:hidden">
          Agent{' '}
          <code className="font-mono text-ink">
            {target.agent.name}@{target.agent.tag}
          </code>
        </span>
      ) : null}
      {runtime === undefined ? null : (
        <span>
          on <b className="text-ink">{runtime}</b>
          {[type, target?.region].flatMap((each) => (each === undefined ? [] : [` · ${each}`]))}
        </span>
      )}
      {meta ? <span className="low:hidden">{meta.protocol}</span> : null}
      {meta ? (
        <span className="flex items-center low:hidden">
          session&nbsp;
          <code className="font-mono stage:hidden">{meta.sessionId.slice(0, 8)}…</code>
          <code className="hidden font-mono stage:inline">•••• {meta.sessionId.slice(-4)}</code>
          <CopyButton text={meta.sessionId} label="session id" />
        </span>
      ) : null}
      {onPersona && personas.length > 1 ? (
        <label className="flex items-center gap-2">
          asked as
          <Select
            className="field-sizing-content min-h-8! w-auto! text-sm!"
            value={as}
            onChange={({ target: { value } }) => onPersona(value)}
          >
            {personas.map((id) => (
              <option key={id} value={id}>
                {label(id)}
              </option>
            ))}
          </Select>
        </label>
      ) : null}
      {asker === '' || (onPersona && personas.length > 1) ? null : (
        <span title="A conversation keeps the persona that began it.">asked as {label(asker)}</span>
      )}
      {target?.offlineModel ? (
        <span
          title="No model is asked: the answers are composed by rules out of what the tools returned."
          className="flex items-center gap-1.5 font-bold text-ink"
        >
          <Icon name="info" /> offline model
        </span>
      ) : null}
      {target?.agent.model !== undefined && !target.offlineModel ? (
        <code className="font-mono">{target.agent.model}</code>
      ) : null}
    </div>
  )
}
