import type { ChatRuntimeConfig } from '../../../config/schema.ts'
import type { ChatMeta } from '../../../contract.ts'
import { Problem } from '../../../problem.ts'
import type { ChatAdapter, ChatPlace, Turn } from '../adapter.ts'
import { drive } from '../drive.ts'
import { failureOf, isFault, type Where } from '../failures.ts'
import type { ChatParts } from '../parts.ts'
import { settingsFor } from '../settings.ts'
import { lastTold } from '../told.ts'
import { createBearerDoor } from './bearer.ts'
import { type Door, qualifier } from './door.ts'
import { endpointOf } from './endpoint.ts'
import { listen } from './listen.ts'
import { payloadOf, type Protocol } from './payload.ts'
import { createProtocols } from './protocols.ts'
import { createSignedDoor } from './signed.ts'

type Settings = Extract<ChatRuntimeConfig, { via: 'agentcore' }>

const deadlineMs = 15_000

export type AgentCore = ChatAdapter & Required<Pick<ChatAdapter, 'endSession'>>

/** Agents on AWS Bedrock AgentCore, asked at its data plane. */
export function createAgentCore(parts: ChatParts): AgentCore {
  const protocols = createProtocols(parts)
  const doors = new Map<string, Door>()

  function settingsOf({ runtime }: ChatPlace): Settings {
    const settings = settingsFor(parts.config, runtime)
    if (settings.via === 'agentcore') return settings
    throw new Error(`the runtime ${runtime} is not configured as AgentCore`)
  }

  function doorOf(place: ChatPlace, settings: Settings): Door {
    const known = doors.get(place.runtime)
    if (known !== undefined) return known
    const door =
      settings.auth === 'bearer'
        ? createBearerDoor(parts, endpointOf(settings))
        : createSignedDoor(parts, settings, endpointOf(settings))
    doors.set(place.runtime, door)
    return door
  }

  return {
    name: 'agentcore',
    run(turn) {
      const settings = settingsOf(turn.place)
      const where = whereOf(turn.place, settings)
      return drive(turn, { where, meta: metaOf(turn) }, async function* (work) {
        const ended = sinceEnded(turn, settings.idle, parts.clock())
        if (ended !== null)
          work.writer.emit({ type: 'CUSTOM', name: 'chat.notice', value: { text: ended } })
        const door = doorOf(turn.place, settings)
        const body = payloadOf(await protocols.of(settings, door, turn), turn)
        const label = turn.input.kind === 'text' ? 'ask' : 'decide'
        const understood = (protocol: Protocol) => protocols.heard(turn.place.remoteId, protocol)
        const heard = await door.invoke(turn, {
          label,
          body,
          signal: work.signal,
          began: work.began,
        })
        yield* listen(work, { where, understood }, heard)
      })
    },
    stop: async () => ({
      outcome: 'stopped_listening',
      sentence:
        'Stopped listening. The agent goes on in its container on AgentCore; ending its session stops it, and makes it forget this conversation.',
      offer: 'end_session',
    }),
    async endSession(turn) {
      const settings = settingsOf(turn.place)
      const signal = AbortSignal.any([turn.signal, AbortSignal.timeout(deadlineMs)])
      try {
        const heard = await doorOf(turn.place, settings).stopSession(turn, signal)
        await lastTold(heard.answer, heard.secrets)
      } catch (error) {
        if (error instanceof Problem || isFault(error)) throw error
        const { message, hint, code } = failureOf(error, whereOf(turn.place, settings))
        // A session that AgentCore has ended by itself is what was wanted.
        if (code === 'agent_not_found' || code === 'session_expired') return
        throw new Problem(502, 'bad_gateway', message, {
          upstream: 'runtime',
          ...(hint && { hint }),
        })
      }
    },
  }
}

/** AgentCore says nothing when it begins a session anew under an old name: only the time tells. */
function sinceEnded({ lastHeardAt }: Turn, idle: number, now: number): string | null {
  if (lastHeardAt === undefined || now - lastHeardAt <= idle) return null
  const minutes = Math.round(idle / 60_000)
  const time = minutes === 0 ? `${Math.round(idle / 1_000)} s` : `${minutes} min`
  return `The session on AgentCore had ended after ${time} without a question; the agent has forgotten what was said before.`
}

const metaOf = ({ place, conversation }: Turn): ChatMeta => ({
  deployment: place.deployment,
  runtime: place.runtime,
  runtimeType: place.runtimeType,
  adapter: 'agentcore',
  protocol: 'AgentCore',
  sessionId: conversation,
})

function whereOf({ remoteId, runtime }: ChatPlace, settings: Settings): Where {
  const name = remoteId.split('/').at(-1) ?? remoteId
  return {
    product: 'AgentCore',
    host: new URL(endpointOf(settings)).host,
    agent: `The agent runtime ${name}`,
    runtime,
    resumable: false,
    logs: `CloudWatch, log group /aws/bedrock-agentcore/runtimes/${name}-${qualifier}`,
  }
}
