import { createOpenAICompatible } from '@ai-sdk/openai-compatible'

import { explainer } from '../failure.ts'
import type { Environment, Model } from '../model.ts'

/** Where Ollama listens unless told otherwise. */
const ollama = 'http://127.0.0.1:11434/v1'

/**
 * A model behind any endpoint that speaks `/chat/completions`: Ollama, vLLM, a route of agentgateway
 * (`OPENAI_BASE_URL`, `OPENAI_MODEL`, `OPENAI_API_KEY` where it asks for one).
 * @throws Error in one sentence when no model is named
 */
export function openAiCompatibleModel(env: Environment): Model {
  const baseURL = env['OPENAI_BASE_URL'] || ollama
  const name = env['OPENAI_MODEL']
  if (!name)
    throw new Error(
      'MODEL_PROVIDER=openai-compatible needs the name of a model that can call tools in OPENAI_MODEL',
    )
  const apiKey = env['OPENAI_API_KEY']
  const provider = createOpenAICompatible({
    name: 'openai-compatible',
    baseURL,
    includeUsage: true,
    ...(apiKey && { apiKey }),
  })
  return {
    model: provider(name),
    name,
    explain: explainer({
      provider: `The model endpoint ${baseURL}`,
      access: 'Check OPENAI_API_KEY.',
      model: `Check OPENAI_BASE_URL and OPENAI_MODEL (${name}).`,
      reach: 'Start it, or name another one in OPENAI_BASE_URL.',
    }),
  }
}
