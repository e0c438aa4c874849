import type { ReactNode } from 'react'

import type { McpReply, McpRequestBody, PersonaView } from '#bff'

import type { ApiError } from '../../api/ApiError.ts'
import { Button } from '../../ui/Button.tsx'
import { Markdown } from '../../ui/Markdown.tsx'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { PersonaChoice } from '../PersonaChoice.tsx'
import { type Address, useSetAddress } from '../useAddress.ts'
import type { Offered } from './offered.ts'
import { ReplyPanel } from './ReplyPanel.tsx'

/** One thing that is offered: what it says of itself, its arguments, and as whom to ask; beside it the answers. */
export function ItemPanel({
  item,
  address,
  as,
  verb,
  missing,
  request,
  requests,
  arguments: args,
  actions,
  render,
}: {
  item: Offered
  address: Address
  as: PersonaView
  /** What is done with it: "Read". */
  verb: string
  /** Why it cannot be asked for yet. */
  missing: string | undefined
  request: Omit<McpRequestBody, 'as'>
  requests: {
    replies: readonly McpReply[]
    pending: boolean
    error: ApiError | null
    send: (body: McpRequestBody) => void
  }
  arguments?: ReactNode
  actions?: ReactNode
  render: (result: Record<string, unknown>) => ReactNode
}) {
  const set = useSetAddress()
  const { replies, pending, error, send } = requests
  const personas = address.personas.filter(({ id, state }) => state === 'ready' || id === as.id)
  const labelOf = (id: string) => address.personas.find((each) => each.id === id)?.label ?? id
  const facts = [item.mimeType, item.size === undefined ? '' : `${item.size} bytes`].filter(Boolean)
  return (
    <div className="grid min-w-0 gap-6">
      <form
        aria-label={`${item.kind} ${item.name}`}
        className="rounded-panel border border-line bg-panel"
        onSubmit={(event) => {
          event.preventDefault()
          if (!pending && missing === undefined) send({ as: as.id, ...request })
        }}
      >
        <header className="grid gap-1.5 border-b border-line px-5 py-4">
          <h2 className="text-lg font-bold wrap-anywhere">{item.name}</h2>
          <p className="flex flex-wrap gap-x-3 text-ink-2">
            <code className="font-mono text-sm wrap-anywhere">{item.id}</code>
            {facts.map((fact) => (
              <span key={fact}>{fact}</span>
            ))}
          </p>
          {item.description ? (
            <div className="max-w-prose">
              <Markdown text={item.description} />
            </div>
          ) : null}
        </header>
        {args ? <div className="grid gap-4 p-5">{args}</div> : null}
        <div className="flex flex-wrap items-center justify-between gap-3 px-5 py-3">
          <PersonaChoice
            label="as"
            personas={personas}
            value={as.id}
            onChange={(persona) => set({ as: persona })}
          />
          <div className="flex flex-wrap gap-2">
            {actions}
            <Button type="submit" variant="primary" pending={pending} disabledReason={missing}>
              {verb} as {as.label}
            </Button>
          </div>
        </div>
      </form>
      {error ? <ProblemNotice error={error} /> : null}
      <div className="grid min-w-0 items-start gap-6 @5xl:has-[>:nth-child(2)]:grid-cols-2">
        {replies.map((reply) => (
          <ReplyPanel key={reply.persona} reply={reply} label={labelOf(reply.persona)}>
            {reply.result ? render(reply.result) : null}
          </ReplyPanel>
        ))}
      </div>
    </div>
  )
}
