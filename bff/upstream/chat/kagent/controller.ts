import { type A2aVersion, a2aHeaders } from '../a2a/request.ts'
import type { ChatPlace, Turn } from '../adapter.ts'
import { ask, type RuntimeAnswer } from '../ask.ts'
import type { ChatParts } from '../parts.ts'
import { asPersona, bearerOf } from '../who.ts'

/** Who asks which agent. */
export type Caller = Pick<Turn, 'place' | 'persona' | 'signIn'>

export interface Asked {
  label: string
  version: A2aVersion
  signal: AbortSignal
  began?: (exchange: string) => void
  /** JSON-RPC to the agent itself. */
  body?: string
  /** Or a GET to the controller, by its path below the base: `api/sessions/…/tasks`. */
  path?: string
}

/** Address of the controller; `createChatPlaces` has checked that it may be asked. */
export const baseOf = ({ controllerUrl = '' }: ChatPlace): string =>
  controllerUrl.replace(/\/$/, '')

/**
 * A request to a kagent controller (0.9, 0.10): the persona's token for controllers behind a trusted proxy,
 * and its subject in `X-User-Id` for those that check none. The address is the Runtime's, never a card's.
 */
export function askController(
  parts: ChatParts,
  { place, persona, signIn }: Caller,
  { label, version, signal, began, body, path }: Asked,
): Promise<{ answer: RuntimeAnswer; secrets: string[] }> {
  const agent = [place.remoteNamespace ?? 'kagent', place.remoteId].map(encodeURIComponent)
  const url = new URL(`${baseOf(place)}/${path ?? `api/a2a/${agent.join('/')}/`}`)
  const { accept, ...headers } = a2aHeaders(version)
  return asPersona(parts, { persona, signIn }, (who) =>
    ask(parts, {
      upstream: 'runtime',
      target: place.runtime,
      owner: signIn.operator.subject,
      ...(persona === '' ? {} : { persona }),
      label,
      method: body === undefined ? 'GET' : 'POST',
      url,
      headers: {
        ...headers,
        accept: body === undefined ? 'application/json' : String(accept),
        ...bearerOf(who),
        'x-user-id': who.subject,
      },
      ...(body === undefined ? {} : { body }),
      silence: parts.config.chat.limits.silence,
      signal,
      began,
    }),
  )
}
