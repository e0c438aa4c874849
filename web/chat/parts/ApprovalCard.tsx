import { useId, useState } from 'react'

import type { InterruptView } from '#bff'

import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { PhaseIcon } from '../../ui/PhaseIcon.tsx'
import type { ToolPart } from '../transcript.ts'
import type { AnswerActions } from './actions.ts'
import { Payload } from './Payload.tsx'
import { summaryOf } from './toolText.ts'

/** What became of an approval; `expired`: the conversation went on without it. */
export type Decided = 'approved' | 'rejected' | 'expired'

const titles: Record<InterruptView['reason'], string> = {
  tool_approval: 'The agent asks before it goes on',
  auth: 'The agent needs a sign-in',
  question: 'The agent asks a question',
}

const decidedWords: Record<Decided, string> = {
  approved: 'Approved.',
  rejected: 'Rejected.',
  expired: 'Expired: the conversation went on without a decision.',
}

/** Something that waits for a person: what, with which arguments, and the two ways on. */
export function ApprovalCard({
  interrupt,
  tool,
  decided,
  why,
  decide,
}: {
  interrupt: InterruptView
  tool: ToolPart | undefined
  decided: Decided | undefined
  /** The reason that was given with it. */
  why: string | undefined
  decide: AnswerActions['decide']
}) {
  const heading = useId()
  return (
    <section
      aria-labelledby={heading}
      className={`grid gap-3 rounded-panel border border-l-4 border-line bg-panel px-4 py-3 ${decided ? 'border-l-line-strong' : 'border-l-failed'}`}
    >
      <div className="grid gap-1">
        <p
          id={heading}
          className={`flex items-center gap-2 font-bold ${decided ? 'text-ink-2' : 'text-failed'}`}
        >
          <PhaseIcon phase="undeployed" />
          {titles[interrupt.reason]}
        </p>
        {interrupt.message ? <p className="wrap-anywhere">{interrupt.message}</p> : null}
        {tool ? <Asked tool={tool} /> : null}
      </div>
      {decided ? (
        <p className="text-sm font-bold">
          {decidedWords[decided]} <span className="font-normal">{why}</span>
        </p>
      ) : null}
      {decided ? null : <Ways interrupt={interrupt} decide={decide} />}
    </section>
  )
}

/** The call, with all of its arguments: nobody approves what they have not been shown. */
function Asked({ tool: { name, args } }: { tool: ToolPart }) {
  const line = summaryOf(args)
  if (line.endsWith('…'))
    return (
      <>
        <p className="font-mono text-sm font-bold wrap-anywhere">{name}</p>
        <Payload text={args} label={`Arguments of ${name}`} />
      </>
    )
  return (
    <p className="font-mono text-sm wrap-anywhere">
      <b>{name}</b> <span className="text-ink-2">{line}</span>
    </p>
  )
}

function Ways({
  interrupt: { id, reason },
  decide,
}: {
  interrupt: InterruptView
  decide: AnswerActions['decide']
}) {
  const [why, setWhy] = useState('')
  if (reason === 'question')
    return <p className="text-sm text-ink-2">Answer it with your next message.</p>
  if (reason === 'auth')
    return (
      <p className="text-sm text-ink-2">
        This console cannot sign in on its behalf. Sign in where the agent asks for it, then ask
        again.
      </p>
    )
  const waits = decide ? undefined : 'It cannot be decided at the moment.'
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        decide?.(id, true)
      }}
    >
      <Button type="submit" disabledReason={waits}>
        Approve
      </Button>
      <Button
        disabledReason={waits}
        onClick={() => decide?.(id, false, why.trim() === '' ? undefined : why.trim())}
      >
        Reject
      </Button>
      <div className="min-w-48 flex-1">
        <Field label="Reason for a rejection">
          <TextInput
            value={why}
            maxLength={1_000}
            placeholder="The agent is told"
            onChange={({ target }) => setWhy(target.value)}
            onKeyDown={(event) => {
              // Enter in the reason means what the reason is for; approving takes its own button.
              if (event.key !== 'Enter') return
              event.preventDefault()
              if (why.trim() !== '') decide?.(id, false, why.trim())
            }}
          />
        </Field>
      </div>
    </form>
  )
}
