import type { ChatMeta } from '../../../contract.ts'
import { listen } from '../a2a/listen.ts'
import { A2aMapper } from '../a2a/mapper.ts'
import { type A2aVersion, messageOf, rpcOf } from '../a2a/request.ts'
import type { ChatAdapter, Turn } from '../adapter.ts'
import { drive } from '../drive.ts'
import type { Where } from '../failures.ts'
import type { ChatParts } from '../parts.ts'
import { askController, baseOf } from './controller.ts'
import { whatBecame } from './resume.ts'
import { cancel } from './stop.ts'
import { createVersions } from './version.ts'

/** Agents on kagent, asked by A2A at the controller that the Runtime names. */
export function createKagent(parts: ChatParts): ChatAdapter {
  const versionFor = createVersions(parts)
  return {
    name: 'kagent-a2a',
    async *run(turn) {
      const version = await versionFor(turn)
      yield* drive(turn, aboutOf(turn, version), async function* (work) {
        const body = rpcOf(version, 'stream', messageOf(version, {
          input: turn.input,
          conversation: turn.conversation,
          taskId: turn.taskId,
        })) // prettier-ignore
        const label = turn.input.kind === 'text' ? 'ask' : 'decide'
        const asked = { label, version, signal: work.signal, began: work.began, body }
        const heard = await askController(parts, turn, asked)
        yield* listen(work, new A2aMapper(work.writer), heard)
      })
    },
    async stop(turn) {
      return cancel(parts, turn, await versionFor(turn))
    },
    async *resume(turn) {
      const version = await versionFor(turn)
      yield* drive(turn, aboutOf(turn, version), (work) => whatBecame(parts, turn, version, work))
    },
  }
}

function aboutOf({ place, conversation }: Turn, version: A2aVersion) {
  const { deployment, runtime, runtimeType, remoteId } = place
  const meta: ChatMeta = {
    deployment,
    runtime,
    runtimeType,
    adapter: 'kagent-a2a',
    protocol: `A2A ${version}`,
    sessionId: conversation,
  }
  const where: Where = {
    product: 'kagent',
    host: new URL(baseOf(place)).host,
    agent: `The agent ${place.remoteNamespace ?? 'kagent'}/${remoteId}`,
    runtime,
    resumable: true,
    logs: "the instance's logs",
  }
  return { meta, where }
}
