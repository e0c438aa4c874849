import { expect, test } from 'vitest'

import { refusal } from './refusal.ts'

const url = new URL('http://127.0.0.1:12121/v0/agents')
const answered = (status: number, body: unknown, contentType = 'application/problem+json') =>
  refusal(
    {
      status,
      contentType,
      url,
      persona: 'norole',
      bytes: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
    },
    'list agents',
  )

test.each([
  [
    401,
    'Unauthorized',
    'text/plain',
    403,
    'forbidden',
    'The registry does not take the token of norole (401). It said: Unauthorized',
  ],
  [
    403,
    { title: 'Forbidden', status: 403, detail: 'registry admin required' },
    undefined,
    403,
    'forbidden',
    'norole may not list agents. It said: registry admin required',
  ],
  [
    404,
    { detail: 'Agent "default"/"x" not found' },
    undefined,
    404,
    'not_found',
    'The registry finds nothing to list. It said: Agent "default"/"x" not found',
  ],
  [
    404,
    { detail: "Endpoint not found. Did you mean '/v0/foo'? See /docs for the API documentation." },
    undefined,
    404,
    'not_found',
    'This registry cannot list agents: it has no /v0/agents.',
  ],
  [
    409,
    { detail: 'Deployment default/x/ is terminating; delete + re-apply once GC purges the row' },
    undefined,
    409,
    'conflict',
    'The registry cannot list agents now. It said: Deployment default/x/ is terminating; delete + re-apply once GC purges the row',
  ],
  [
    422,
    {
      title: 'Unprocessable Entity',
      detail: 'validation failed',
      errors: [{ message: 'expected string', location: 'body.spec.env', value: 'v' }],
    },
    undefined,
    400,
    'bad_request',
    'The registry refused to list agents. It said: validation failed; body.spec.env: expected string',
  ],
  [
    502,
    { detail: 'adapter logs: kagent workload logs are not supported' },
    undefined,
    502,
    'bad_gateway',
    'The runtime did not list agents. It said: kagent workload logs are not supported',
  ],
  [
    500,
    { detail: 'unexpected error occurred' },
    undefined,
    502,
    'bad_gateway',
    'The registry could not list agents: http://127.0.0.1:12121/v0/agents answered 500. It said: unexpected error occurred',
  ],
  [
    404,
    '<!doctype html><title>Not found</title>',
    'text/html',
    502,
    'bad_gateway',
    'http://127.0.0.1:12121 is no AgentRegistry: /v0/agents answered 404 with text/html.',
  ],
])('%d %j has its own sentence', (status, body, type, problemStatus, code, message) => {
  const problem = answered(status, body, type)
  expect(problem).toMatchObject({ status: problemStatus, code, message })
  expect(problem.details.hint).toMatch(/\.$/)
})

test('what an edition wants more than another is said in the hint', () => {
  const detail = 'validation: spec.config: auth.oidc is required for kagent runtimes'
  expect(answered(400, { detail }).details.hint).toContain(
    '2026.7.1 and later want config.auth.oidc',
  )
  const type = 'validation: spec.type: unknown runtime type: "Kagent" (known: [])'
  expect(answered(400, { detail: type }).details.hint).toContain('no adapter for that type')
})

test('a token in the words of a registry is not passed on', () => {
  const detail = 'bad token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln'
  expect(answered(403, { detail }).message).not.toContain('eyJ')
})
