import { randomUUID } from 'node:crypto'

import { ask } from '../ask.ts'
import type { ChatParts } from '../parts.ts'
import { asPersona, bearerOf } from '../who.ts'
import { accept, type Asked, type Caller, type Door, labels, qualifier } from './door.ts'

/** For runtimes with a JWT authorizer, which the AWS SDK cannot ask: the persona's own token. */
export function createBearerDoor(parts: ChatParts, endpoint: string): Door {
  const send = (
    { place, persona, signIn, conversation }: Caller,
    below: string,
    asked: Asked & { method: 'GET' | 'POST'; body?: string },
  ) => {
    const url = new URL(`/runtimes/${encodeURIComponent(place.remoteId)}/${below}`, endpoint)
    url.searchParams.set('qualifier', qualifier)
    return asPersona(parts, { persona, signIn }, (who) =>
      ask(parts, {
        upstream: 'runtime',
        target: place.runtime,
        owner: signIn.operator.subject,
        ...(persona === '' ? {} : { persona }),
        url,
        ...asked,
        headers: {
          accept,
          ...(asked.body === undefined ? {} : { 'content-type': 'application/json' }),
          'x-amzn-bedrock-agentcore-runtime-session-id': conversation,
          ...bearerOf(who),
        },
        silence: parts.config.chat.limits.silence,
      }),
    )
  }
  return {
    invoke: (caller, asked) => send(caller, 'invocations', { ...asked, method: 'POST' }),
    card: (caller, signal) =>
      send(caller, 'invocations/.well-known/agent-card.json', {
        label: labels.card,
        method: 'GET',
        signal,
      }),
    stopSession: (caller, signal) =>
      send(caller, 'stopruntimesession', {
        label: labels.stop,
        method: 'POST',
        body: JSON.stringify({ clientToken: randomUUID() }),
        signal,
      }),
  }
}
