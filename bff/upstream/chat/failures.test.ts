import { expect, test } from 'vitest'

import { Problem } from '../../problem.ts'
import { agentFailed, cutOff, failureOf, isFault, type Where } from './failures.ts'
import { RuntimeRefusal } from './refusal.ts'
import { BrokenOff } from './told.ts'

const kagent: Where = {
  product: 'kagent',
  host: '127.0.0.1:18083',
  agent: 'The agent kagent/helper',
  runtime: 'tor1',
  resumable: true,
  logs: "the instance's logs",
}
const agentCore: Where = {
  product: 'AgentCore',
  host: 'bedrock-agentcore.us-east-1.amazonaws.com',
  agent: 'The agent runtime helper-AbC',
  runtime: 'aws',
  resumable: false,
  logs: 'CloudWatch, log group /aws/bedrock-agentcore/runtimes/helper-AbC-DEFAULT',
}
const refusal = (
  status: number,
  more: { type?: string; rpcCode?: number; retryAfter?: number } = {},
) => new RuntimeRefusal('no', { status, ...more })
const coded = (code: string) => Object.assign(new Error(code), { code })

test.each([
  [
    'an unknown agent',
    refusal(404),
    'agent_not_found',
    /^The agent runtime helper-AbC is not known/,
  ],
  [
    'a refused token',
    refusal(401),
    'token_rejected',
    /^AgentCore does not take this persona's token/,
  ],
  [
    'a refused signature',
    refusal(403, { type: 'AccessDeniedException' }),
    'access_denied',
    /^AgentCore does not let/,
  ],
  [
    'a failed container',
    refusal(424, { type: 'RuntimeClientError' }),
    'container_failed',
    /container failed/,
  ],
  [
    'a failed container, by JSON-RPC',
    refusal(200, { rpcCode: -32_055 }),
    'container_failed',
    /container failed/,
  ],
  ['too many requests', refusal(429), 'throttled', /no more requests just now/],
  [
    'a quota',
    refusal(402, { type: 'ServiceQuotaExceededException' }),
    'throttled',
    /no more requests/,
  ],
  [
    'a wrong request',
    refusal(400, { type: 'ValidationException' }),
    'invalid_request',
    /does not take the question/,
  ],
  [
    'another version',
    refusal(200, { rpcCode: -32_009 }),
    'not_understood',
    /in a form that is not known/,
  ],
  ['a proxy without a backend', refusal(503), 'unreachable', /could not reach/],
  ['a failed agent', refusal(500), 'agent_failed', /failed/],
  ['nobody there', coded('ECONNREFUSED'), 'unreachable', /^Nothing listens on /],
  ['silence', coded('UND_ERR_HEADERS_TIMEOUT'), 'timeout', /did not answer in time/],
  [
    'no credentials',
    Object.assign(new Error('x'), { name: 'CredentialsProviderError' }),
    'access_denied',
    /no valid AWS credentials/,
  ],
  [
    'no token',
    new Problem(401, 'persona_signin_required', 'Sign alice in.'),
    'token_rejected',
    /^Sign alice in\.$/,
  ],
] as const)('%s is told with what to do next', (_what, error, code, message) => {
  // prettier-ignore
  const failure = failureOf(error, agentCore)
  expect(failure).toMatchObject({ code, message: expect.stringMatching(message) })
  if (!(error instanceof Problem)) expect(failure.hint).toMatch(/\.$/)
  expect(isFault(error)).toBe(false)
})

test('a mistake of this program is none of a runtime', () => {
  expect(isFault(new TypeError('x is not a function'))).toBe(true)
})

test('a quiet second is named where the runtime names it', () => {
  expect(failureOf(refusal(429, { retryAfter: 7 }), agentCore)).toMatchObject({
    retryable: true,
    hint: 'Wait 7 s and ask again.',
  })
})

test('a session that AWS says has expired is one', () => {
  const error = new RuntimeRefusal('Session abc has expired', { status: 400 })
  expect(failureOf(error, agentCore)).toMatchObject({ code: 'session_expired', retryable: true })
})

test('only where a runtime can be asked later is a run offered again', () => {
  expect(cutOff(kagent)).toMatchObject({ resumable: true })
  expect(cutOff(agentCore)).toMatchObject({ resumable: false, retryable: true })
  expect(failureOf(coded('UND_ERR_SOCKET'), kagent, true)).toMatchObject({
    code: 'stream_interrupted',
    resumable: true,
  })
})

test('an answer that broke off before its first event was begun all the same; silence stays silence', () => {
  expect(failureOf(new BrokenOff(coded('UND_ERR_SOCKET')), kagent).code).toBe('stream_interrupted')
  expect(failureOf(new BrokenOff(coded('UND_ERR_BODY_TIMEOUT')), kagent).code).toBe('timeout')
  expect(failureOf(coded('UND_ERR_SOCKET'), kagent).code).toBe('unreachable')
})

test('words of a runtime are cut and hold no token and no password', () => {
  const jwt = `eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.${'x'.repeat(40)}`
  const { message } = agentFailed(`${jwt} at https://me:secret@kagent/ ${'long '.repeat(400)}`)
  expect(message).toHaveLength(600)
  expect(message).not.toMatch(/eyJ|secret/)
})
