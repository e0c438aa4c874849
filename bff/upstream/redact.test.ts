import { describe, expect, test } from 'vitest'

import {
  mask,
  maskLiterals,
  redactBody,
  redactHeaders,
  redactText,
  redactUrl,
  secretsIn,
} from './redact.ts'

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const token = `${part({ alg: 'RS256', kid: 'k1' })}.${part({ sub: 'alice' })}.c2lnbmF0dXJl`
const secret = 'q8f3Zk1-opaque-refresh-7711'

test('the sessions of servers in an unsigned envelope are secrets of its request', () => {
  const inner = '042e565e-1289-4999-938d-a1f34a30932f'
  const envelope = part({ t: 'mcp', s: [{ t: 'everything', s: inner }] })
  expect(secretsIn([['Mcp-Session-Id', envelope]], null)).toEqual([envelope, inner])
})

describe('headers', () => {
  test.each([
    ['authorization', `Bearer ${token}`, `Bearer ${mask}`],
    ['Authorization', 'Basic a2FnZW50OnNlY3JldA==', `Basic ${mask}`],
    ['AUTHORIZATION', secret, mask],
    ['Cookie', `__Host-Http-sid=${secret}`, mask],
    ['set-cookie', `sid=${secret}; HttpOnly`, mask],
    ['x-mcp-authorized', secret, mask],
    ['x-forwarded-access-token', token, mask],
    ['location', `http://a/cb?code=${secret}&state=s`, `http://a/cb?code=${mask}&state=s`],
    ['mcp-session-id', 'eyJ0IjoibWNwIiwicyI6W119', 'eyJ0Ijoi…'],
    ['www-authenticate', 'Bearer resource_metadata="http://a/b"', null],
    ['content-type', 'text/event-stream', null],
  ])('%s: %s', (name, value, expected) => {
    expect(redactHeaders([[name, value]])).toEqual([[name, expected ?? value]])
  })
})

describe('URLs', () => {
  test.each([
    [`http://a/p?access_token=${secret}&x=1`, `http://a/p?access_token=${mask}&x=1`],
    ['http://a/sse?sessionId=0123456789abcdef', `http://a/sse?sessionId=${mask}`],
    ['/messages/?session_id=0123456789abcdef', `/messages/?session_id=${mask}`],
    [`/p?access%5Ftoken=${secret}`, `/p?access%5Ftoken=${mask}`],
    [`http://a/p#id_token=${secret}`, `http://a/p#id_token=${mask}`],
    [`http://user:${secret}@a/p`, `http://${mask}@a/p`],
    [`http://a/p?next=${token}`, `http://a/p?next=${mask}`],
    ['http://127.0.0.1:18081/mcp?a=b', null],
  ])('%s', (url, expected) => {
    expect(redactUrl(url)).toBe(expected ?? url)
  })
})

describe('forms', () => {
  test.each([
    'code',
    'code_verifier',
    'client_secret',
    'password',
    'refresh_token',
    'access_token',
    'id_token',
    'assertion',
    'device_code',
    'client_assertion',
  ])('hides %s', (name) => {
    const body = `grant_type=x&${name}=${encodeURIComponent(secret)}&client_id=kagent`
    expect(redactBody(body, 'application/x-www-form-urlencoded; charset=utf-8')).toBe(
      `grant_type=x&${name}=${mask}&client_id=kagent`,
    )
  })
})

describe('JSON', () => {
  test.each([
    [
      'token response',
      `{"access_token":"${secret}","expires_in":300}`,
      `{"access_token":"${mask}","expires_in":300}`,
    ],
    ['nested', `{"a":[{"refreshToken" : "${secret}"}]}`, `{"a":[{"refreshToken" : "${mask}"}]}`],
    ['escaped name', String.raw`{"access\u005ftoken":"x"}`, `{"access\\u005ftoken":"${mask}"}`],
    ['escaped quote in the value', String.raw`{"password":"a\"b"}`, `{"password":"${mask}"}`],
    ['array of values', `{"Set-Cookie":["${secret}"]}`, `{"Set-Cookie":"${mask}"}`],
    ['cut off', `{"id_token":"${secret}`, `{"id_token":"${mask}"`],
    [
      'JSON in a string',
      String.raw`{"text":"{\"access_token\":\"abc\"}"}`,
      String.raw`{"text":"{\"access_token\":\"${mask}\"}"}`,
    ],
    ['authorization code', `{"code":"${secret}"}`, `{"code":"${mask}"}`],
    ['a token in prose', `{"text":"I am ${token}."}`, `{"text":"I am ${mask}."}`],
    ['JSON-RPC error code', '{"error":{"code":-32602,"message":"Unknown tool: x"}}', null],
    ['system error code', '{"code":"ECONNREFUSED"}', null],
    ['program text', '{"code":"const a = 1; const b = 2"}', null],
  ])('%s', (_, body, expected) => {
    expect(redactBody(body, 'application/json')).toBe(expected ?? body)
  })

  test('leaves a body without secrets untouched to the byte', () => {
    const body = '{ "jsonrpc":"2.0",\n\t"id": 3, "result":{"content":[{"type":"text","text":"é"}]}}'
    expect(redactBody(body, 'application/json')).toBe(body)
  })

  test('reaches into the frames of an event stream', () => {
    const body = `event: message\ndata: {"result":{"token":"${token}","client_secret":"s"}}\n\n`
    expect(redactBody(body, 'text/event-stream')).toBe(
      `event: message\ndata: {"result":{"token":"${mask}","client_secret":"${mask}"}}\n\n`,
    )
  })
})

test('a form that does not say what it is keeps no secret', () => {
  expect(redactBody(`grant_type=password&password=${secret}&scope=openid`, null)).toBe(
    `grant_type=password&password=${mask}&scope=openid`,
  )
  expect(redactText(`http://a/cb?code=${secret} code=7`)).toBe(`http://a/cb?code=${mask} code=7`)
  expect(redactText(`see http://a/cb?id_token=${secret}#x`)).toBe(
    `see http://a/cb?id_token=${mask}`,
  )
})

test('an opaque bearer in any text goes, a challenge parameter stays', () => {
  expect(redactText(`got Bearer ${secret}`)).toBe(`got Bearer ${mask}`)
  expect(redactText('Bearer error="invalid_token"')).toBe('Bearer error="invalid_token"')
})

test.each([
  [
    'JWT after an escape',
    String.raw`{"text":"here\n${token}"}`,
    String.raw`{"text":"here\n${mask}"}`,
  ],
  ['JWT cut off', token.slice(0, -30), mask],
  ['named after an escape', String.raw`"a\npassword=${secret}"`, String.raw`"a\npassword=${mask}"`],
  ['base64 JSON that is no token', 'eyJ0IjoibWNwIiwicyI6W119', 'eyJ0IjoibWNwIiwicyI6W119'],
])('%s', (_, text, expected) => {
  expect(redactText(text)).toBe(expected)
})

test.each([
  'x',
  'eyJ',
  'eyJ.',
  '"',
  String.raw`\"`,
  '"a":',
  'a=',
  '=',
  '&',
  'Bearer ',
  '\\',
  '[',
  '["",',
])('any number of %j is redacted in linear time', (piece) => {
  const body = piece.repeat(131_072 / piece.length)
  expect(redactBody(body, 'application/json').length).toBeGreaterThan(0)
  expect(redactBody(body, 'application/x-www-form-urlencoded').length).toBeGreaterThan(0)
  expect(redactUrl(body).length).toBeGreaterThan(0)
})

test('a known secret is masked as it is, as JSON and as a URL write it; a short one is left alone', () => {
  const known = 'opaque/secret='
  const text = String.raw`${known} opaque\/secret= opaque%2Fsecret%3D bob`
  expect(maskLiterals(text, [known, 'bob', undefined])).toBe(`${mask} ${mask} ${mask} bob`)
})
