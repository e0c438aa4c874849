import type { ChatRuntimeConfig } from '../../../config/schema.ts'
import { textAt } from '../../registry/envelope.ts'
import { parsed } from '../../wire.ts'
import type { ChatParts } from '../parts.ts'
import { wholeText } from '../told.ts'
import type { Caller, Door } from './door.ts'
import type { Protocol } from './payload.ts'

/** A new version of an agent may speak otherwise. */
const knownForMs = 10 * 60_000
const deadlineMs = 15_000

/** What the containers of an agent speak: as configured, else by whether it has an agent card. */
export function createProtocols({ clock }: Pick<ChatParts, 'clock'>) {
  const known = new Map<string, { protocol: Protocol; until: number }>()
  return async (
    { protocol: configured }: Extract<ChatRuntimeConfig, { via: 'agentcore' }>,
    door: Door,
    caller: Caller,
  ): Promise<Protocol> => {
    if (configured !== undefined) return configured
    const arn = caller.place.remoteId
    const before = known.get(arn)
    if (before !== undefined && before.until > clock()) return before.protocol
    const { answer } = await door.card(caller, AbortSignal.timeout(deadlineMs))
    const card = parsed(await wholeText(answer))
    // A card is a hint at most: nothing of it is used, least of all its address.
    if (answer.status !== 200 && answer.status !== 404 && answer.status !== 424) return 'unknown'
    const named = textAt(card, 'name') ?? textAt(card, 'agentCard', 'name')
    const protocol = named === undefined ? 'unknown' : 'a2a'
    known.set(arn, { protocol, until: clock() + knownForMs })
    return protocol
  }
}
