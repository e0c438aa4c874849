import type { Explain } from './failure.ts'
import { createOfflineModel } from './offline/offlineModel.ts'
import type { Planner } from './offline/planner.ts'
import type { Pace } from './pace.ts'
import type { Model4 } from './usageInTime.ts'

export type Environment = Record<string, string | undefined>

/** A model that can be asked. */
export interface Model {
  model: Model4
  /** "offline", or the provider's name for it. */
  name: string
  explain: Explain
}

const providers = ['offline', 'bedrock', 'anthropic', 'openai-compatible']

/**
 * The model that `MODEL_PROVIDER` names. The libraries of real providers are loaded only when asked for:
 * together they take some tens of megabytes.
 * @throws Error in one sentence when the provider is unknown or lacks what it needs
 */
export async function createModel(
  env: Environment,
  offline: { planner: Planner; pace: Pace },
): Promise<Model> {
  const provider = env['MODEL_PROVIDER'] || 'offline'
  switch (provider) {
    case 'offline':
      return {
        model: createOfflineModel(offline.planner, offline.pace),
        name: 'offline',
        explain: (error) => ({ message: error instanceof Error ? error.message : String(error) }),
      }
    case 'bedrock':
      return (await import('./providers/bedrock.ts')).bedrockModel(env)
    case 'anthropic':
      return (await import('./providers/anthropic.ts')).anthropicModel(env)
    case 'openai-compatible':
      return (await import('./providers/openAiCompatible.ts')).openAiCompatibleModel(env)
    default:
      throw new Error(`MODEL_PROVIDER is "${provider}"; it takes one of ${providers.join(', ')}`)
  }
}
