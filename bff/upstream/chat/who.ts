import { textAt } from '../registry/envelope.ts'
import { renewed } from '../renewed.ts'
import type { Turn } from './adapter.ts'
import type { RuntimeAnswer } from './ask.ts'
import type { ChatParts } from './parts.ts'

/** As whom a runtime is asked. */
export interface Who {
  /** Null for nobody: a registry without access control has no personas. */
  token: string | null
  /** `sub` of the token, else the operator's: runtimes keep sessions by it. */
  subject: string
}

/**
 * Sends as the persona of a turn; a 401 is followed by one refresh and one more try, which is safe because
 * nothing was begun. Throws the Problems of `TokenSource.get` and what `send` throws.
 */
export async function asPersona(
  { tokens }: Pick<ChatParts, 'tokens'>,
  { persona, signIn }: Pick<Turn, 'persona' | 'signIn'>,
  send: (who: Who) => Promise<RuntimeAnswer>,
): Promise<{ answer: RuntimeAnswer; secrets: string[] }> {
  const { subject } = signIn.operator
  if (persona === '') return { answer: await send({ token: null, subject }), secrets: [] }
  const whoOf = (held: { accessToken: string; claims: unknown }): Who => ({
    token: held.accessToken,
    subject: textAt(held.claims, 'sub') ?? subject,
  })
  const held = await tokens.get(persona, signIn)
  const answer = await send(whoOf(held))
  const secrets = [held.accessToken]
  if (answer.status !== 401) return { answer, secrets }
  const fresh = await renewed(tokens, persona, signIn, held.accessToken)
  if (fresh === null) return { answer, secrets }
  await answer.body.return()
  return { answer: await send(whoOf(fresh)), secrets: [...secrets, fresh.accessToken] }
}

export const bearerOf = ({ token }: Who): Record<string, string> =>
  token === null ? {} : { authorization: `Bearer ${token}` }
