import { afterEach, expect, test, vi } from 'vitest'

import { createModel } from './model.ts'
import { planKnowledge } from './offline/knowledge/plan.ts'
import { createPace } from './pace.ts'

const modelOf = (env: Record<string, string>) =>
  createModel(env, { planner: planKnowledge, pace: createPace(0) })

test('without a provider the model is the offline one', async () => {
  expect((await modelOf({})).name).toBe('offline')
  expect((await modelOf({ MODEL_PROVIDER: 'offline' })).name).toBe('offline')
})

test('an unknown provider is refused with those there are', async () => {
  await expect(modelOf({ MODEL_PROVIDER: 'bedrok' })).rejects.toThrow(
    'MODEL_PROVIDER is "bedrok"; it takes one of offline, bedrock, anthropic, openai-compatible',
  )
})

test.each([
  ['anthropic', /ANTHROPIC_API_KEY/],
  ['openai-compatible', /OPENAI_MODEL/],
])('%s says which variable it lacks', async (provider, variable) => {
  await expect(modelOf({ MODEL_PROVIDER: provider })).rejects.toThrow(variable)
})

test.each([
  [{ MODEL_PROVIDER: 'anthropic', ANTHROPIC_API_KEY: 'k' }, 'claude-haiku-4-5'],
  [{ MODEL_PROVIDER: 'anthropic', ANTHROPIC_API_KEY: 'k', ANTHROPIC_MODEL: 'other' }, 'other'],
  [{ MODEL_PROVIDER: 'openai-compatible', OPENAI_MODEL: 'qwen3' }, 'qwen3'],
  [
    {
      MODEL_PROVIDER: 'bedrock',
      AWS_BEARER_TOKEN_BEDROCK: 'k',
      BEDROCK_MODEL_ID: 'us.amazon.nova',
    },
    'us.amazon.nova',
  ],
])('%j names its model', async (env, name) => {
  expect((await modelOf(env)).name).toBe(name)
})

afterEach(() => vi.unstubAllEnvs())

test('bedrock without credentials says how to give some', async () => {
  const nowhere = {
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_ACCESS_KEY_ID: '',
    AWS_SECRET_ACCESS_KEY: '',
    AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: undefined,
    AWS_CONTAINER_CREDENTIALS_FULL_URI: undefined,
    AWS_WEB_IDENTITY_TOKEN_FILE: undefined,
  }
  for (const [name, value] of Object.entries(nowhere)) vi.stubEnv(name, value)
  await expect(modelOf({ MODEL_PROVIDER: 'bedrock' })).rejects.toThrow(
    /found no AWS credentials; set AWS_PROFILE/,
  )
})
