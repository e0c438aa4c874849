import { createAnthropic } from '@ai-sdk/anthropic'

import { explainer } from '../failure.ts'
import type { Environment, Model } from '../model.ts'

const defaultModel = 'claude-haiku-4-5'

/**
 * A model of Anthropic's own API (`ANTHROPIC_API_KEY`, `ANTHROPIC_MODEL`, `ANTHROPIC_BASE_URL`).
 * @throws Error in one sentence when the key is missing
 */
export function anthropicModel(env: Environment): Model {
  const apiKey = env['ANTHROPIC_API_KEY']
  if (!apiKey) throw new Error('MODEL_PROVIDER=anthropic needs a key in ANTHROPIC_API_KEY')
  const name = env['ANTHROPIC_MODEL'] || defaultModel
  const baseURL = env['ANTHROPIC_BASE_URL']
  return {
    model: createAnthropic({ apiKey, ...(baseURL && { baseURL }) })(name),
    name,
    explain: explainer({
      provider: 'Anthropic',
      access: 'Check ANTHROPIC_API_KEY.',
      model: `Check ANTHROPIC_MODEL (${name}).`,
      reach: 'Check the network, and ANTHROPIC_BASE_URL where it is set.',
    }),
  }
}
