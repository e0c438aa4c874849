import { BedrockAgentCoreClient } from '@aws-sdk/client-bedrock-agentcore'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { type JWTPayload, SignJWT, exportJWK, generateKeyPair } from 'jose'

import { listen } from '../../testing/listen.ts'
import { scripted } from '../../testing/scripted.ts'
import { createAgentCore } from '../agentcore.ts'
import type { AgentRuntime } from '../runtime.ts'
import { labKeys } from '../sigv4.ts'

const region = 'us-east-1'

/** ARN of a runtime under test. */
export const arnOf = (id: string): string =>
  `arn:aws:bedrock-agentcore:${region}:111122223333:runtime/${id}`

/** An issuer with one key, found by discovery as any other. */
async function startIssuer() {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }
  const app = new Hono()
  const service = await listen({ handler: getRequestListener(app.fetch) })
  const { url: issuer, close } = service
  app.get('/.well-known/openid-configuration', (c) =>
    c.json({ issuer, jwks_uri: `${issuer}/certs` }),
  )
  app.get('/certs', (c) => c.json({ keys: [jwk] }))
  /** A valid token, with these claims over its own. */
  const sign = (claims: JWTPayload = {}) => {
    const now = Math.floor(Date.now() / 1_000)
    const valid = {
      iss: issuer,
      aud: 'kagent',
      sub: 'alice',
      azp: 'kagent',
      iat: now,
      exp: now + 300,
    }
    return new SignJWT({ ...valid, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
      .sign(privateKey)
  }
  return { issuer, sign, close }
}

/** AgentCore on a free port with scripted agents, an issuer, and a clock that only a test moves on. */
export async function startAgentCore(idleMs?: number) {
  const agents = scripted()
  const issuer = await startIssuer()
  const began = Date.now()
  let passed = 0
  const agentcore = createAgentCore({
    startAgent: agents.startAgent,
    issuer: issuer.issuer,
    clock: () => began + passed,
    ...(idleMs !== undefined && { idleMs }),
  })
  const { url, close } = await listen(agentcore)
  return {
    url,
    agents,
    agentcore,
    now: () => began + passed,
    pass: (milliseconds: number) => void (passed += milliseconds),
    token: issuer.sign,
    /** Starts a runtime of this name: A2A and SigV4 unless said otherwise. */
    create: async (id: string, options: Partial<AgentRuntime> = {}) => {
      await agentcore.create({
        arn: arnOf(id),
        agent: { name: id, description: 'Answers questions.', env: { AWS_REGION: region } },
        image: 'example/agent:1',
        protocol: 'A2A',
        authorizer: { type: 'SIGV4' },
        stream: false,
        ...options,
      })
      return arnOf(id)
    },
    /** The official client, whose clock is the test's; it tries once. */
    client: () =>
      new BedrockAgentCoreClient({
        region,
        endpoint: url,
        credentials: labKeys,
        maxAttempts: 1,
        systemClockOffset: began + passed - Date.now(),
      }),
    invocations: (arn: string) => `${url}/runtimes/${encodeURIComponent(arn)}/invocations`,
    close: async () => {
      await close()
      await issuer.close()
    },
  }
}

/** The data of every event of a stream that has ended. */
export const eventsOf = (text: string): unknown[] =>
  text
    .split('\n\n')
    .filter(Boolean)
    .map((frame): unknown => JSON.parse(frame.replace(/^data: /, '')))
