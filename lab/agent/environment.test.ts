import { once } from 'node:events'
import { createServer } from 'node:http'

import { afterEach, expect, onTestFinished, test, vi } from 'vitest'

import { environmentOf } from './environment.ts'
import { bedrockModel } from './providers/bedrock.ts'

afterEach(() => vi.unstubAllEnvs())

const own = {
  MODEL_PROVIDER: 'offline',
  ANTHROPIC_API_KEY: 'key-of-the-lab',
  OPENAI_API_KEY: 'other-key-of-the-lab',
  AWS_BEARER_TOKEN_BEDROCK: 'third-key-of-the-lab',
}

test('what a Deployment sets stands over what the lab was started with', () => {
  expect(environmentOf({ MODEL_PROVIDER: 'anthropic' }, own)).toEqual({
    ...own,
    MODEL_PROVIDER: 'anthropic',
  })
})

test.each([
  ['ANTHROPIC_BASE_URL', 'ANTHROPIC_API_KEY'],
  ['OPENAI_BASE_URL', 'OPENAI_API_KEY'],
  ['BEDROCK_BASE_URL', 'AWS_BEARER_TOKEN_BEDROCK'],
])('with %s of a Deployment the key of the lab goes nowhere', (address, key) => {
  const elsewhere = { [address]: 'http://127.0.0.1:9' }
  const env = environmentOf(elsewhere, own)
  expect(env[key]).toBeUndefined()
  expect(Object.values(env).filter((value) => value?.endsWith('key-of-the-lab'))).toHaveLength(2)
  expect(environmentOf({ ...elsewhere, [key]: 'its own' }, own)[key]).toBe('its own')
  expect(environmentOf({}, { ...own, ...elsewhere })[key]).toBe(own[key as keyof typeof own])
})

test('the library for Bedrock takes no key of its own accord', async () => {
  vi.stubEnv('AWS_BEARER_TOKEN_BEDROCK', own.AWS_BEARER_TOKEN_BEDROCK)
  const sent: (string | undefined)[] = []
  const server = createServer((request, response) => {
    sent.push(request.headers.authorization)
    response.writeHead(400).end('{}')
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const deployment = {
    BEDROCK_BASE_URL: `http://127.0.0.1:${port}`,
    AWS_ACCESS_KEY_ID: 'AKIA',
    AWS_SECRET_ACCESS_KEY: 'secret',
  }
  const { model } = await bedrockModel(environmentOf(deployment, process.env))
  const asked = model.doGenerate({
    prompt: [{ role: 'user', content: [{ type: 'text', text: 'x' }] }],
  })
  await expect(asked).rejects.toThrow()
  expect(sent).toEqual([expect.stringMatching(/^AWS4-HMAC-SHA256 /)])
})
