import { expect, test } from 'vitest'

import { endpointHere, sessionQuery } from './pipeEndpoint.ts'

const place = {
  gateway: new URL('http://gateway.test:1/sse?key=1'),
  asked: 'http://gateway.test:1/sse?key=1',
  here: '/bff/p/alice/t/kb',
}

test.each([
  ['agentgateway, an absolute path', '/sse?sessionId=7', '?sessionId=7'],
  ['mcp-proxy, a query alone', '?sessionId=7', '?sessionId=7'],
  ['a whole address', 'http://gateway.test:1/sse?sessionId=7', '?sessionId=7'],
  ['a relative path', 'sse/messages?session_id=a%2Fb', '/messages?session_id=a%2Fb'],
  ['a session in the path', '/sse/7', '/7'],
  ['a slash at the end', '/sse/?sessionId=7', '?sessionId=7'],
  ['what the configured address has beside it', '/sse?key=1&sessionId=7', '?sessionId=7'],
])('%s: the pipe’s own address, with the session', (_, endpoint, rest) => {
  expect(endpointHere(endpoint, place)).toBe(place.here + rest)
})

test.each([
  ['another host', 'http://evil.test/sse?sessionId=7'],
  ['another port', 'http://gateway.test:2/sse?sessionId=7'],
  ['another scheme', 'https://gateway.test:1/sse?sessionId=7'],
  ['a host without a scheme', '//evil.test/sse'],
  ['a host after a backslash', '\\\\evil.test/sse'],
  ['another path', '/messages?sessionId=7'],
  ['a path that only begins alike', '/sse-other?sessionId=7'],
  ['a way out', '/sse/../admin?sessionId=7'],
  ['a way out that is encoded', '/sse/%2e%2e%2fadmin'],
  ['an empty segment', '/sse//evil.test'],
  ['script', 'javascript:alert(1)'],
  ['no address', 'http://'],
])('%s is not believed', (_, endpoint) => {
  expect(endpointHere(endpoint, place)).toBeNull()
})

test.each([
  ['', ''],
  ['sessionId', ''],
  ['sessionId=1&x=2', 'sessionId=1'],
  ['x=sessionId=1', ''],
  ['SessionId=1&%73essionId=1', ''],
])('of the query %o only %o passes', (query, expected) => {
  expect(sessionQuery(query)).toBe(expected)
})
