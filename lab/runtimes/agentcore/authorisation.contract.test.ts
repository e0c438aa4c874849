import { randomUUID } from 'node:crypto'

import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'
import { afterAll, describe, expect, test } from 'vitest'

import { labKeys } from './sigv4.ts'
import { startAgentCore } from './testing/running.ts'

const running = await startAgentCore()
afterAll(() => running.close())
const [signed, tokens, clients] = await Promise.all([
  running.create('signed', { protocol: 'HTTP' }),
  running.create('tokens', {
    protocol: 'HTTP',
    authorizer: { type: 'JWT', allowedAudience: ['kagent'] },
  }),
  running.create('clients', {
    protocol: 'HTTP',
    authorizer: { type: 'JWT', allowedClients: ['kagent'] },
  }),
])

interface Signing {
  secret?: string
  keyId?: string
  region?: string
  service?: string
  at?: number
  headers?: Record<string, string>
  /** What is sent instead of what was signed. */
  sentBody?: string
  sentQuery?: string
  sentHeaders?: Record<string, string>
}

/** Signs a request to the runtime as told, and sends it. */
async function send(options: Signing = {}): Promise<Response> {
  const url = new URL(`${running.invocations(signed)}?qualifier=DEFAULT`)
  const body = '{"prompt":"seed"}'
  const signer = new SignatureV4({
    credentials: {
      accessKeyId: options.keyId ?? labKeys.accessKeyId,
      secretAccessKey: options.secret ?? labKeys.secretAccessKey,
    },
    region: options.region ?? 'us-east-1',
    service: options.service ?? 'bedrock-agentcore',
    sha256: Sha256,
  })
  const { headers } = await signer.sign(
    {
      method: 'POST',
      protocol: 'http:',
      hostname: url.hostname,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: { host: url.host, 'content-type': 'application/json', ...options.headers },
      body,
    },
    { signingDate: new Date(options.at ?? running.now()) },
  )
  if (options.sentQuery) url.search = options.sentQuery
  return fetch(url, {
    method: 'POST',
    headers: { ...headers, ...options.sentHeaders },
    body: options.sentBody ?? body,
  })
}

/** What a refusal says: status, type, message. */
async function refusal(answer: Response) {
  const { message }: { message: string } = JSON.parse(await answer.text())
  expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/)
  return { status: answer.status, type: answer.headers.get('x-amzn-errortype'), message }
}

const bearer = (arn: string, authorization?: string) =>
  fetch(running.invocations(arn), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
    body: '{"prompt":"seed"}',
  })

describe('a runtime that takes signatures', () => {
  test('lets a request through that is signed with the lab’s keys', async () => {
    expect((await send()).status).toBe(200)
    expect((await send({ headers: { 'x-custom': '  two   words ' } })).status).toBe(200)
    expect((await send({ at: running.now() - 4 * 60_000 })).status).toBe(200)
  })

  test.each<[string, Signing, string, string]>([
    ['region', { region: 'eu-central-1' }, 'InvalidSignatureException', 'valid region'],
    [
      'service',
      { service: 'bedrock' },
      'InvalidSignatureException',
      "correct service: 'bedrock-agentcore'",
    ],
    ['secret', { secret: 'guessed' }, 'InvalidSignatureException', 'does not match the signature'],
    ['key', { keyId: 'AKIDSOMEBODY' }, 'UnrecognizedClientException', 'security token'],
    [
      'session token',
      { headers: { 'x-amz-security-token': 'made-up' } },
      'UnrecognizedClientException',
      'security token',
    ],
  ])('refuses a wrong %s', async (_what, options, type, words) => {
    expect(await refusal(await send(options))).toEqual({
      status: 403,
      type,
      message: expect.stringContaining(words),
    })
  })

  test('refuses what was signed more than five minutes ago, or is signed for later', async () => {
    const old = await refusal(await send({ at: running.now() - 6 * 60_000 }))
    expect(old).toMatchObject({ status: 403, type: 'InvalidSignatureException' })
    expect(old.message).toMatch(
      /^Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 5 min\.\)$/,
    )
    const early = await refusal(await send({ at: running.now() + 6 * 60_000 }))
    expect(early.message).toMatch(/^Signature not yet current: /)
  })

  test.each<[string, Signing]>([
    ['body', { sentBody: '{"prompt":"delete"}' }],
    ['query', { sentQuery: '?qualifier=DEFAULT&accountId=1' }],
    ['header', { headers: { 'x-custom': 'one' }, sentHeaders: { 'x-custom': 'two' } }],
  ])('refuses a %s that is not the one that was signed', async (_what, options) => {
    expect(await refusal(await send(options))).toMatchObject({
      status: 403,
      type: 'InvalidSignatureException',
      message: expect.stringContaining('does not match'),
    })
  })

  test('refuses an x-amz header that the signature leaves out', async () => {
    const answer = await send({ sentHeaders: { 'x-amz-meta': 'added on the way' } })
    expect(await refusal(answer)).toMatchObject({
      status: 403,
      message: expect.stringContaining('not signed: x-amz-meta'),
    })
  })

  test.each([
    [undefined, 'MissingAuthenticationTokenException', 'Missing Authentication Token'],
    ['AWS4-HMAC-SHA256 Credential=x', 'IncompleteSignatureException', 'SignedHeaders'],
    ['Bearer abc', 'AccessDeniedException', 'Authorization method mismatch.'],
  ])('refuses Authorization %s', async (authorization, type, words) => {
    expect(await refusal(await bearer(signed, authorization))).toEqual({
      status: 403,
      type,
      message: expect.stringContaining(words),
    })
  })
})

describe('a runtime that takes tokens', () => {
  test('lets a token of its issuer through', async () => {
    expect((await bearer(tokens, `Bearer ${await running.token()}`)).status).toBe(200)
    expect((await bearer(clients, `Bearer ${await running.token()}`)).status).toBe(200)
  })

  test('refuses a signature', async () => {
    const answer = await bearer(tokens, (await signedHeader()) ?? '')
    expect(await refusal(answer)).toMatchObject({ status: 403, type: 'AccessDeniedException' })
  })

  test.each([
    ['for another audience', { aud: 'somebody' }],
    ['of another issuer', { iss: 'http://127.0.0.1:1' }],
    ['that has expired', { exp: Math.floor(Date.now() / 1_000) - 60 }],
  ])('refuses a token %s', async (_what, claims) => {
    const answer = await bearer(tokens, `Bearer ${await running.token(claims)}`)
    expect(answer.headers.get('www-authenticate')).toContain('Bearer')
    expect(await refusal(answer)).toMatchObject({ status: 401, type: 'UnauthorizedException' })
  })

  test('refuses a client that is not among the allowed ones', async () => {
    const answer = await bearer(clients, `Bearer ${await running.token({ azp: 'other' })}`)
    expect(await refusal(answer)).toMatchObject({ status: 401, type: 'UnauthorizedException' })
  })

  test('refuses what is no token, and no token at all', async () => {
    expect((await bearer(tokens, `Bearer ${randomUUID()}`)).status).toBe(401)
    expect((await bearer(tokens)).status).toBe(401)
  })
})

/** The Authorization header of a signed request, as a client without a token would send it. */
async function signedHeader() {
  const signer = new SignatureV4({
    credentials: labKeys,
    region: 'us-east-1',
    service: 'bedrock-agentcore',
    sha256: Sha256,
  })
  const { headers } = await signer.sign({
    method: 'POST',
    protocol: 'http:',
    hostname: '127.0.0.1',
    path: '/',
    headers: { host: '127.0.0.1' },
  })
  return headers['authorization']
}
