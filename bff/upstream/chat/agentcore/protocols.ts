import type { ChatRuntimeConfig } from '../../../config/schema.ts'
import { textAt } from '../../registry/envelope.ts'
import { parsed } from '../../wire.ts'
import { isFault } from '../failures.ts'
import type { ChatParts } from '../parts.ts'
import { wholeText } from '../told.ts'
import type { Caller, Door } from './door.ts'
import type { Protocol } from './payload.ts'

export interface Protocols {
  /** What the containers of an agent speak: as configured, as they were heard to, else by their agent card. */
  of(
    settings: Extract<ChatRuntimeConfig, { via: 'agentcore' }>,
    door: Door,
    caller: Caller,
  ): Promise<Protocol>
  /** An answer has shown what they speak. */
  heard(arn: string, protocol: Protocol): void
}

/** A new version of an agent may speak otherwise. */
const knownForMs = 10 * 60_000
const deadlineMs = 15_000

export function createProtocols({ clock }: Pick<ChatParts, 'clock'>): Protocols {
  const known = new Map<string, { protocol: Protocol; until: number }>()
  return {
    async of({ protocol: configured }, door, caller) {
      if (configured !== undefined) return configured
      const before = known.get(caller.place.remoteId)
      if (before !== undefined && before.until > clock()) return before.protocol
      return (await hasCard(door, caller)) ? 'a2a' : 'unknown'
    },
    heard: (arn, protocol) => void known.set(arn, { protocol, until: clock() + knownForMs }),
  }
}

/**
 * A card is a hint at most: nothing of it is used, least of all its address. That there is none may also
 * mean that the container is broken, so that it is not remembered; why it is, the question will tell.
 */
async function hasCard(door: Door, caller: Caller): Promise<boolean> {
  try {
    const { answer } = await door.card(caller, AbortSignal.timeout(deadlineMs))
    const card = parsed(await wholeText(answer))
    const named = textAt(card, 'name') ?? textAt(card, 'agentCard', 'name')
    return answer.status === 200 && named !== undefined
  } catch (error) {
    if (isFault(error)) throw error
    return false
  }
}
