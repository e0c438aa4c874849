import { type ReactNode, useId, useState } from 'react'

import type { McpSessionView, PersonaView } from '#bff'

import { sayState } from '../session/sayState.ts'
import { Button } from '../ui/Button.tsx'
import { PersonaMark } from '../ui/PersonaMark.tsx'
import { initialOf, type Standpoint } from '../ui/standpoint.ts'
import { ClockTime, RelativeTime } from '../ui/time.tsx'
import { Envelope } from './Envelope.tsx'
import { mayAsk } from './queries.ts'
import { sayServer, sayStanding, sayTransport } from './saySession.ts'
import { useSessionActions } from './useSessionActions.ts'

/** One persona's session with a gateway: how it stands, its envelope, and the ways to begin and end it. */
export function SessionLine({
  gateway,
  persona,
  standpoint,
  session,
  children,
}: {
  gateway: string
  persona: PersonaView
  standpoint: Standpoint
  /** Undefined where there is none. */
  session: McpSessionView | undefined
  /** More to do with it, beside its buttons. */
  children?: ReactNode
}) {
  const { said, pending, start, listen, end } = useSessionActions(gateway, persona.id)
  const [decoded, setDecoded] = useState(false)
  const envelope = useId()
  const barred = mayAsk(persona) ? undefined : `${persona.label}: ${sayState(persona.state)}.`
  return (
    <section
      aria-label={`Session of ${persona.label}`}
      className="grid min-w-0 flex-1 basis-80 gap-2"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <PersonaMark standpoint={standpoint} initial={initialOf(persona.label)} size="sm" />
        <div className="min-w-40 flex-1">
          {session ? (
            <Standing session={session} />
          ) : (
            <p>
              No session as {persona.label}.
              {barred === undefined ? null : (
                <span className="text-ink-2"> {sentence(sayState(persona.state))}</span>
              )}
            </p>
          )}
        </div>
        <div className="flex flex-wrap items-center gap-2">
          {children}
          {session ? (
            <Button
              size="sm"
              aria-expanded={decoded}
              aria-controls={envelope}
              onClick={() => setDecoded(!decoded)}
            >
              Decode the id
            </Button>
          ) : (
            <Button size="sm" pending={pending} disabledReason={barred} onClick={start}>
              Start
            </Button>
          )}
          {session?.listening ? null : (
            <Button size="sm" pending={pending} disabledReason={barred} onClick={listen}>
              Listen
            </Button>
          )}
          {session ? (
            <Button size="sm" pending={pending} onClick={end}>
              End
            </Button>
          ) : null}
        </div>
      </div>
      <output className="text-sm empty:hidden">{said}</output>
      <div id={envelope} className="min-w-0 empty:hidden">
        {session && decoded ? <Envelope envelope={session.envelope} /> : null}
      </div>
    </section>
  )
}

const sentence = (words: string) => `${words[0]?.toUpperCase()}${words.slice(1)}.`

function Standing({ session }: { session: McpSessionView }) {
  const { startedAt, lastUsedAt, protocolVersion, transport, server, resumed } = session
  return (
    <>
      <p>
        <b>{sayStanding(session)}</b> with {sayServer(server)}
      </p>
      <p className="flex flex-wrap gap-x-3 text-sm text-ink-2">
        <span>
          began <ClockTime iso={startedAt} />, used <RelativeTime iso={lastUsedAt} />
        </span>
        <span>MCP {protocolVersion}</span>
        <span>{sayTransport(transport)}</span>
      </p>
      {resumed === undefined ? null : <p className="text-sm font-bold text-failed">{resumed}</p>}
    </>
  )
}
