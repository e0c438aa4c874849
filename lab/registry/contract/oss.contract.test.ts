import { afterAll, describe, expect, test } from 'vitest'

import { client } from './client.ts'
import { featuresOf } from './features.ts'
import { agentCoreRuntime } from './manifests.ts'
import { startOwn } from './target.ts'

const target = await startOwn({ edition: 'oss', statusShape: 'runtime' })
const { send, apply } = client(target)
afterAll(() => target.close())

describe('the open-source edition', () => {
  test('asks nobody for a token and shows everything', async () => {
    const { status, text } = await send('/v0/agents', { as: null })
    expect(status).toBe(200)
    expect(text).toContain('solofieldassistant')
  })

  test('has none of what is Enterprise', async () => {
    expect(await featuresOf(target)).toMatchObject({
      auth: false,
      demoAuth: false,
      whoami: false,
      accessPolicies: false,
    })
    for (const path of [
      '/v0/a2a/sessions/kagent-tor1/agents/solofieldassistant-kagent',
      '/v0/platforms/aws/setup',
      '/v0/approve',
      '/v0/token-provider/jwks.json',
      '/v0/secrets',
      '/v0/gateways',
      '/v0/runtimeaccesspolicies',
    ]) {
      const answer = await send(path, { as: null, method: path.includes('a2a') ? 'POST' : 'GET' })
      expect([path, answer.status]).toEqual([path, 404])
    }
  })

  test('knows Kagent and no AWS', async () => {
    const { body } = await apply(agentCoreRuntime('aws'), { as: null })
    expect(body).toMatchObject({
      results: [
        {
          status: 'failed',
          error:
            'validation: spec.type: unknown runtime type: "BedrockAgentCore" (known: [Kagent])',
        },
      ],
    })
  })

  test('has no kind for access policies', async () => {
    const { body } = await apply('apiVersion: ar.dev/v1alpha1\nkind: AccessPolicy', { as: null })
    expect(body).toMatchObject({
      results: [{ error: 'decode: document 0: v1alpha1: unknown kind "AccessPolicy"' }],
    })
  })

  test('leaves the logs out of its document, though they are there', async () => {
    await target.turn(5_000)
    const { text } = await send('/openapi.json', { as: null })
    expect(text).not.toContain('/logs')
    const logs = await send('/v0/deployments/solofieldassistant-kagent/logs', { as: null })
    expect(logs.status).toBe(200)
  })

  test('types where a deployment runs in its status, without details', async () => {
    const { body } = await send('/v0/deployments/solofieldassistant-kagent', { as: null })
    expect(body).toMatchObject({
      status: {
        conditions: expect.anything(),
        runtime: {
          id: 'solofieldassistant',
          name: 'solofieldassistant',
          endpoint: expect.stringMatching(/\/api\/a2a\/kagent\/solofieldassistant\/$/),
        },
      },
    })
    expect(JSON.stringify(body)).not.toContain('details')
  })
})
