import type { ChatAdapter, ChatPlace } from './adapter.ts'
import { createAgentCoreWhenAsked } from './agentcore/whenAsked.ts'
import { createKagent } from './kagent/kagent.ts'
import type { ChatParts } from './parts.ts'
import { createRegistryA2a } from './registryA2a.ts'
import { settingsFor } from './settings.ts'

export interface ChatAdapters {
  /** How the agents on a place's runtime are asked: as the configuration says, else through the registry. */
  of(place: ChatPlace): ChatAdapter
}

export function createChatAdapters(parts: ChatParts): ChatAdapters {
  const adapters = {
    registry: createRegistryA2a(parts),
    kagent: createKagent(parts),
    agentcore: createAgentCoreWhenAsked(parts),
  }
  return { of: ({ runtime }) => adapters[settingsFor(parts.config, runtime).via] }
}
