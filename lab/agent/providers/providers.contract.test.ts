import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { type RunningKnowledge, runKnowledge } from '../../servers/knowledge/running.ts'
import { createAgent } from '../createAgent.ts'
import { createPace } from '../pace.ts'
import { ask, only } from '../testing/ask.ts'
import { completionCall, completionText } from '../testing/completions.ts'
import { converseCall, converseDenied, converseText } from '../testing/converse.ts'
import { listenModel } from '../testing/modelDouble.ts'

let kb: RunningKnowledge
beforeAll(async () => {
  kb = await runKnowledge()
})
afterAll(() => kb.stop())

const cleanups: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

async function modelOf(...answers: (() => Response)[]) {
  const model = await listenModel(...answers)
  cleanups.push(model.close)
  return model
}

async function agentOf(env: Record<string, string>) {
  const agent = await createAgent(
    { name: 'solofieldassistant', description: '', env },
    { log: () => undefined, pace: createPace(0), knowledgeUrl: `${kb.origin}/mcp` },
  )
  cleanups.push(() => agent.close())
  return agent
}

const schemaCall = ['get_crd_schema', { kind: 'TrafficPolicy', path: 'spec.targetRefs' }] as const

const bedrock = (url: string) => ({
  MODEL_PROVIDER: 'bedrock',
  BEDROCK_BASE_URL: url,
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'example-secret',
})

describe('Amazon Bedrock', () => {
  test('calls the tools that the model asks for and streams its answer', async () => {
    const model = await modelOf(
      converseCall(...schemaCall),
      converseText(['A ', 'TrafficPolicy', '.']),
    )
    const agent = await agentOf(bedrock(model.url))
    const { tools, text, events } = await ask(agent, 'What is a TrafficPolicy?')
    expect(agent.model).toBe('us.anthropic.claude-haiku-4-5-20251001-v1:0')
    expect(tools).toEqual(['get_crd_schema'])
    expect(text).toBe('A TrafficPolicy.')
    expect(events.filter(({ type }) => type === 'usage')).toEqual(
      [1, 2].map(() => ({ type: 'usage', inputTokens: 12, outputTokens: 7, totalTokens: 19 })),
    )
    const [first, second] = model.requests
    expect(first?.path).toBe('/model/us.anthropic.claude-haiku-4-5-20251001-v1:0/converse-stream')
    expect(first?.headers.get('authorization')).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/us-east-1\/bedrock\/aws4_request/,
    )
    expect(JSON.stringify(first?.body['system'])).toContain('Never make up fields')
    // The second request carries what the tool returned.
    expect(JSON.stringify(second?.body['messages'])).toContain('What the policy attaches to')
  })

  test('says what to do when the account has no access to the model', async () => {
    const model = await modelOf(converseDenied)
    const { events } = await ask(await agentOf(bedrock(model.url)), 'What is a TrafficPolicy?')
    const { message, code } = only(events, 'error')
    expect(code).toBe('AccessDeniedException')
    expect(message).toContain("You don't have access to the model")
    expect(message).toContain('Ask for access to us.anthropic.claude-haiku-4-5-20251001-v1:0')
    expect(message).toContain('BEDROCK_MODEL_ID')
  })

  test('says that an answer was cut off', async () => {
    const model = await modelOf(converseText(['half an ans'], 'max_tokens'))
    const { events, text } = await ask(await agentOf(bedrock(model.url)), 'Tell me everything')
    expect(text).toBe('half an ans')
    expect(only(events, 'error').code).toBe('MAX_TOKENS')
  })

  test('a model that calls tools without end is stopped', async () => {
    const model = await modelOf(converseCall(...schemaCall))
    const { events } = await ask(await agentOf(bedrock(model.url)), 'What is a TrafficPolicy?')
    expect(only(events, 'error').code).toBe('MAX_STEPS')
    expect(model.requests).toHaveLength(12)
  })
})

const openAi = (url: string) => ({
  MODEL_PROVIDER: 'openai-compatible',
  OPENAI_BASE_URL: `${url}/v1`,
  OPENAI_MODEL: 'double',
})

describe('An OpenAI-compatible endpoint', () => {
  test('calls the tools that the model asks for and streams its answer', async () => {
    const model = await modelOf(completionCall(...schemaCall), completionText(['It ', 'attaches.']))
    const agent = await agentOf({ ...openAi(model.url), OPENAI_API_KEY: 'key-of-the-double' })
    const { tools, text, events } = await ask(agent, 'What is a TrafficPolicy?')
    expect(agent.model).toBe('double')
    expect(tools).toEqual(['get_crd_schema'])
    expect(text).toBe('It attaches.')
    expect(events.filter(({ type }) => type === 'usage')).toEqual(
      [1, 2].map(() => ({ type: 'usage', inputTokens: 10, outputTokens: 5, totalTokens: 15 })),
    )
    const [first, second] = model.requests
    expect(first?.path).toBe('/v1/chat/completions')
    expect(first?.headers.get('authorization')).toBe('Bearer key-of-the-double')
    expect(JSON.stringify(second?.body['messages'])).toContain('What the policy attaches to')
  })

  test('says where to look when nothing listens there', async () => {
    const agent = await agentOf(openAi('http://127.0.0.1:1'))
    const { events } = await ask(agent, 'What is a TrafficPolicy?')
    expect(only(events, 'error')).toMatchObject({ code: 'MODEL_UNREACHABLE' })
    expect(only(events, 'error').message).toContain('http://127.0.0.1:1/v1 does not answer')
  }, 30_000)
})

const refused = () =>
  Response.json(
    { type: 'error', error: { type: 'authentication_error', message: 'invalid x-api-key' } },
    { status: 401 },
  )

describe('Anthropic', () => {
  test('says which variable holds the key that was refused', async () => {
    const model = await modelOf(refused)
    const agent = await agentOf({
      MODEL_PROVIDER: 'anthropic',
      ANTHROPIC_API_KEY: 'wrong',
      ANTHROPIC_BASE_URL: `${model.url}/v1`,
    })
    const { events } = await ask(agent, 'What is a TrafficPolicy?')
    expect(only(events, 'error')).toEqual({
      type: 'error',
      message: 'Anthropic answered 401: "invalid x-api-key" Check ANTHROPIC_API_KEY.',
      code: 'HTTP_401',
    })
    expect(model.requests[0]?.headers.get('x-api-key')).toBe('wrong')
  })
})
