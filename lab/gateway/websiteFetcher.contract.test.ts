import {
  Client,
  SSEClientTransport,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { createFetcher, type Fetcher } from '../servers/fetcher/fetcher.ts'
import { rpc, type Running } from './testing/gateway.ts'
import { listen, type Listening } from './testing/listen.ts'
import { asSolo, soloToken, startWebsiteGateway } from './testing/websiteFetcher.ts'

let fetcher: Fetcher
let pages: Listening
let gateway: Running
beforeAll(async () => {
  const origins: string[] = []
  fetcher = createFetcher({ allowed: { origins } })
  pages = await listen(fetcher.handler)
  origins.push(pages.origin)
  gateway = await startWebsiteGateway(pages.port)
})
afterAll(async () => {
  await gateway.close()
  await fetcher.close?.()
  await pages.close()
})

const transports = {
  'streamable HTTP': () =>
    new StreamableHTTPClientTransport(new URL(gateway.url), { requestInit: { headers: asSolo } }),
  'HTTP with SSE': () =>
    new SSEClientTransport(new URL('/sse', gateway.url), { requestInit: { headers: asSolo } }),
}

describe.each(Object.entries(transports))('the official client over %s', (_, transport) => {
  it('lists the tool, fetches a page with it, and leaves', async () => {
    const client = new Client({ name: 'test', version: '1' })
    await client.connect(transport())
    expect(client.getServerVersion()?.name).toBe('mcp-website-fetcher')
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual(['fetch'])
    const url = `${pages.origin}/get`
    const { content, isError } = await client.callTool({ name: 'fetch', arguments: { url } })
    expect(isError).not.toBe(true)
    expect(JSON.parse(content[0]?.type === 'text' ? content[0].text : '')).toMatchObject({ url })
    await client.close()
  })
})

/** The token with another part. */
const changed = (at: number, part: string): string =>
  soloToken
    .split('.')
    .map((own, index) => (index === at ? part : own))
    .join('.')
const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('without a good token', () => {
  const invalid = 'authentication failure: the token is invalid or malformed: '
  it.each([
    ['no token', undefined, 'authentication failure: no bearer token found'],
    [
      'another organization in it',
      changed(1, encode({ iss: 'solo.io', org: 'other.io', exp: 2079556104 })),
      `${invalid}Error(InvalidSignature)`,
    ],
    [
      'a key that nobody has',
      changed(0, encode({ alg: 'RS256', kid: 'solo-public-key-002' })),
      'authentication failure: token uses the unknown key "solo-public-key-002"',
    ],
    [
      'a weaker algorithm',
      changed(0, encode({ alg: 'HS256', kid: 'solo-public-key-001' })),
      `${invalid}Error(InvalidAlgorithm)`,
    ],
  ])('%s is 401, on every path', async (_, token, text) => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
    const before = fetcher.toolCalls()
    const response = await gateway.post(rpc(1, 'tools/list'), headers)
    expect([response.status, response.headers.get('content-type')]).toEqual([401, 'text/plain'])
    expect(response.headers.get('www-authenticate')).toBeNull()
    expect(await response.text()).toBe(text)
    const elsewhere = await fetch(new URL('/openai', gateway.url), { headers })
    expect([elsewhere.status, await elsewhere.text()]).toEqual([401, text])
    expect(fetcher.toolCalls()).toBe(before)
  })
})

describe('what the gateway reports of itself', () => {
  it('is its target, the key it trusts and the rule on the request', async () => {
    const dump = await (await fetch(`${gateway.admin}/config_dump`)).json()
    expect(dump).toMatchObject({
      backends: [
        {
          backend: {
            mcp: {
              name: 'mcp-backend',
              target: {
                targets: [
                  {
                    name: 'mcp-target',
                    sse: { host: '127.0.0.1', port: pages.port, path: '/sse' },
                  },
                ],
                stateful: true,
              },
            },
          },
        },
      ],
      policies: [
        {
          name: { name: 'mcp-jwt-auth' },
          policy: {
            traffic: {
              jwtAuth: {
                mode: 'strict',
                providers: [{ issuer: 'solo.io', keys: ['solo-public-key-001'] }],
              },
            },
          },
        },
        {
          name: { name: 'mcp-rbac' },
          target: { gateway: { gatewayName: 'agentgateway' } },
          policy: { traffic: { authorization: { rules: { allow: ['jwt.org == "solo.io"'] } } } },
        },
      ],
    })
  })
})
