import type { ChatMeta } from '../../contract.ts'
import { registryId } from '../registry/client.ts'
import { listen } from './a2a/listen.ts'
import { A2aMapper } from './a2a/mapper.ts'
import { a2aHeaders, messageOf, rpcOf } from './a2a/request.ts'
import type { ChatAdapter, Turn } from './adapter.ts'
import { ask } from './ask.ts'
import { drive, type Work } from './drive.ts'
import type { Where } from './failures.ts'
import type { ChatParts } from './parts.ts'
import { RuntimeRefusal } from './refusal.ts'
import { asPersona, bearerOf } from './who.ts'

/**
 * Agents asked through the registry (Enterprise 2026.7.1), which knows where each of them is. The question
 * wants a stream and takes what comes: whether the registry streams is up to its version and the runtime.
 */
export const createRegistryA2a = (parts: ChatParts): ChatAdapter => ({
  name: 'registry-a2a',
  run: (turn) =>
    drive(turn, aboutOf(parts, turn), async function* (work) {
      const heard = await send(parts, turn, 'stream', work)
      try {
        yield* listen(work, new A2aMapper(work.writer), heard)
        return
      } catch (error) {
        if (!cannotStream(error) || work.writer.spoken) throw error
      }
      const whole = await send(parts, turn, 'send', work)
      yield* listen(work, new A2aMapper(work.writer), whole)
    }),
  stop: async () => ({
    outcome: 'stopped_listening',
    sentence:
      'Stopped listening. The registry has no way to cancel; the agent may still finish on its runtime.',
  }),
})

/** JSON-RPC 2.0 "method not found", A2A "unsupported operation": an agent that only answers whole. */
const cannotStream = (error: unknown): boolean =>
  error instanceof RuntimeRefusal && (error.rpcCode === -32_601 || error.rpcCode === -32_004)

function send(parts: ChatParts, turn: Turn, method: 'stream' | 'send', { signal, began }: Work) {
  const { input, conversation, taskId, place, persona, signIn } = turn
  const question = messageOf('0.3', { input, conversation, taskId })
  return asPersona(parts, turn, (who) =>
    ask(parts, {
      upstream: 'registry',
      target: registryId,
      owner: signIn.operator.subject,
      ...(persona === '' ? {} : { persona }),
      label: `ask ${place.deployment}`,
      method: 'POST',
      url: chatUrl(parts, turn),
      headers: {
        ...a2aHeaders('0.3'),
        accept: 'text/event-stream, application/json',
        ...bearerOf(who),
      },
      body: rpcOf('0.3', method, question),
      silence: parts.config.chat.limits.silence,
      signal,
      began,
    }),
  )
}

function chatUrl({ config }: ChatParts, { place }: Turn): URL {
  const { runtime, deployment, namespace } = place
  const path = `/v0/a2a/sessions/${encodeURIComponent(runtime)}/agents/${encodeURIComponent(deployment)}`
  const url = new URL(path, config.registry?.url)
  if (namespace !== 'default') url.searchParams.set('namespace', namespace)
  return url
}

function aboutOf(parts: ChatParts, turn: Turn): { meta: ChatMeta; where: Where } {
  const { deployment, runtime, runtimeType } = turn.place
  return {
    meta: {
      deployment,
      runtime,
      runtimeType,
      adapter: 'registry-a2a',
      protocol: 'A2A 0.3',
      sessionId: turn.conversation,
    },
    where: {
      product: 'the registry',
      host: chatUrl(parts, turn).host,
      agent: `The agent ${deployment}`,
      runtime,
      resumable: false,
      logs: "the instance's logs",
    },
  }
}
