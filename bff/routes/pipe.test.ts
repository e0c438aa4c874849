import { once } from 'node:events'
import { type IncomingMessage, request as nodeRequest } from 'node:http'
import { text } from 'node:stream/consumers'

import { describe, expect, test } from 'vitest'

import { echo, piped } from '../testing/piped.ts'

/** The request line goes out as it is written here: `fetch` would tidy it first. */
async function raw(url: string, path: string, method = 'GET') {
  const request = nodeRequest(url, { path, method }).end()
  const [response] = (await once(request, 'response')) as [IncomingMessage] // the event's one argument
  return { status: response.statusCode, body: await text(response) }
}

describe('T11: what passes and what does not', () => {
  const sent = {
    accept: 'application/json, text/event-stream',
    'content-type': 'application/json',
    'mcp-session-id': 's0',
    'mcp-protocol-version': '2025-06-18',
    'mcp-method': 'tools/call',
    'mcp-name': 'search',
    'mcp-param-region': 'eu',
    'last-event-id': '7',
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  }
  const held_back = {
    cookie: '__Host-Http-sid=x',
    authorization: 'Bearer of-the-browser',
    'proxy-authorization': 'Basic eA==',
    'x-csrf': '1',
    'sec-fetch-site': 'same-origin',
    'x-forwarded-for': '10.0.0.1',
    'x-forwarded-host': 'evil.example',
    forwarded: 'for=1',
    te: 'trailers',
    origin: 'http://localhost',
    referer: 'http://localhost/x',
    'accept-encoding': 'gzip',
    'x-anything': '1',
  }

  test('the persona has its own token, and of the browser nothing else arrives', async () => {
    const { base, gateway } = await piped(echo)
    const request = nodeRequest(base, {
      method: 'POST',
      headers: { ...sent, ...held_back, connection: 'x-anything, close', 'content-length': '13' },
    }).end('{"method":"x"')
    const [response] = (await once(request, 'response')) as [IncomingMessage] // the event's one argument
    const arrived = JSON.parse(await text(response)) as {
      headers: object
      body: string
      url: string
    }
    expect(arrived).toMatchObject({ method: 'POST', url: '/mcp', body: '{"method":"x"' })
    expect(arrived.headers).toEqual({
      ...sent,
      authorization: 'Bearer token-of-alice',
      host: new URL(gateway.origin).host,
      connection: 'keep-alive',
      'content-length': '13',
    })
  })

  test('the gateway sets neither cookies nor CORS for this origin', async () => {
    const { base } = await piped(echo)
    const { headers } = await fetch(base)
    expect(headers.get('mcp-session-id')).toBe('s1')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-security-policy')).toContain('sandbox')
    for (const name of ['set-cookie', 'access-control-allow-origin', 'server'])
      expect(headers.has(name), name).toBe(false)
  })

  test.each([
    ['Bearer error="invalid_token"', 'Bearer error="invalid_token"'],
    ['Basic realm="x"', null],
  ])(
    'a challenge is data, and never one that opens a password box: %s',
    async (value, expected) => {
      const { base } = await piped((_, response) =>
        response.writeHead(401, { 'www-authenticate': value }).end(),
      )
      expect((await fetch(base)).headers.get('www-authenticate')).toBe(expected)
    },
  )
})

describe('T10: where it leads', () => {
  test.each([
    ['', '/mcp'],
    ['/?a=b', '/mcp'],
    ['?sessionId=a%2Fb&a=b&code=x', '/mcp?sessionId=a%2Fb'],
    ['/sub?%73essionId=1&session_id=2', '/mcp/sub?session_id=2'],
    ['/sub/path', '/mcp/sub/path'],
  ])('below the gateway: %s', async (rest, expected) => {
    const { base } = await piped(echo)
    expect(await (await fetch(base + rest)).json()).toMatchObject({ url: expected })
  })

  test.each(['/../admin', '/%2e%2e/admin', '//evil.example', '/a%2fb', '/@evil.example', '/a\\b'])(
    'nowhere else: %s',
    async (rest) => {
      const { base, gateway } = await piped(echo)
      const { status } = await raw(base, `/bff/p/alice/t/kb${rest}`)
      expect([400, 404]).toContain(status)
      expect(gateway.requests).toEqual([])
    },
  )

  test('a redirect of the gateway is passed on without its target', async () => {
    const { base, gateway } = await piped((_, response) =>
      response.writeHead(302, { location: 'http://evil.example/' }).end(),
    )
    const response = await fetch(base, { redirect: 'manual' })
    expect(response.status).toBe(302)
    expect(response.headers.has('location')).toBe(false)
    expect(gateway.requests).toHaveLength(1)
  })

  test.each([
    ['/bff/p/alice/t/none', 404, 'not_found'],
    ['/bff/p/eve/t/kb', 404, 'persona_unknown'],
    ['/bff/p/__proto__/t/kb', 404, 'persona_unknown'],
    ['/bff/p/alice/t/__proto__', 404, 'not_found'],
  ])('only configured names: %s', async (path, status, code) => {
    const { base } = await piped(echo)
    const answer = await raw(base, path)
    expect(answer.status).toBe(status)
    expect(JSON.parse(answer.body)).toMatchObject({ error: { code } })
  })

  test.each(['PUT', 'PATCH', 'OPTIONS'])('%s is not a method of MCP', async (method) => {
    const { base, gateway } = await piped(echo)
    expect((await raw(base, '/bff/p/alice/t/kb', method)).status).toBe(405)
    expect(gateway.requests).toEqual([])
  })
})
