import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import type { Api } from './contract.ts'
import type { Browser } from './testing/browser.ts'
import { startLab, type TestLab } from './testing/lab.ts'
import { runLabConsole } from './testing/labConsole.ts'
import { type Aim, clients } from './testing/pipeClients.ts'

let lab: TestLab
let console: Awaited<ReturnType<typeof runLabConsole>>
let presenter: Browser

beforeAll(async () => {
  const nobody = 'http://127.0.0.1:9'
  lab = await startLab({
    PARALLAX_REGISTRY_URL: nobody,
    PARALLAX_KAGENT_URL: nobody,
    PARALLAX_AGENTCORE_URL: nobody,
  })
  console = await runLabConsole(lab, ({ gateways, limits }) => {
    const fetcher = gateways['website-fetcher']
    if (fetcher === undefined) throw new Error('the lab has no website-fetcher')
    const overSse = { ...fetcher, url: `${lab.origins['sseGateway']}/sse` }
    return {
      gateways: { ...gateways, 'website-fetcher-sse': overSse },
      limits: { ...limits, signInsPerMinute: 1_000 },
    }
  })
  presenter = await console.signedIn('presenter')
  await allowMarkdown()
}, 60_000)

afterAll(async () => {
  await console.stop()
  await lab.close()
})

/** Until it has a policy, mcp-proxy refuses every call. */
async function allowMarkdown(): Promise<void> {
  const name = 'mcp-jq-auth'
  const policies = 'apis/gateway.kgateway.dev/v1alpha1/namespaces/default/mcpauthpolicies'
  const policy = {
    kind: 'MCPAuthPolicy',
    apiVersion: 'gateway.kgateway.dev/v1alpha1',
    metadata: { name },
    spec: {
      targetRefs: [{ name: 'mcp-gateway', group: 'gateway.networking.k8s.io', kind: 'Gateway' }],
      rules: [
        {
          matches: [{ type: 'JWT', jwt: { claim: 'sub', value: 'me' } }],
          resource: { kind: 'tool', name: 'default/mcp-tool:convert_to_markdown' },
        },
      ],
    },
  }
  const { status } = await fetch(
    `${lab.origins['kubernetes']}/clusters/mcp-proxy/${policies}/${name}?fieldManager=test`,
    {
      method: 'PATCH',
      headers: { 'content-type': 'application/apply-patch+yaml' },
      body: JSON.stringify(policy),
    },
  )
  if (status >= 300) throw new Error(`the policy was answered with ${status}`)
}

type Row = Aim & { call: () => [name: string, input: Record<string, unknown>]; answer: string }

const rows: Row[] = [
  {
    gateway: 'solo-kb-demo',
    persona: 'alice',
    over: 'http',
    call: () => ['get_product_info', { product: 'kgateway' }],
    answer: '# kgateway',
  },
  {
    gateway: 'everything',
    persona: 'alice',
    over: 'http',
    call: () => ['get-sum', { a: 2, b: 40 }],
    answer: 'The sum of 2 and 40 is 42.',
  },
  {
    gateway: 'website-fetcher',
    persona: 'seed-002',
    over: 'http',
    call: () => ['fetch', { url: `${lab.origins['fetcher']}/pages/opening-hours.txt` }],
    answer: 'Harbour office, open',
  },
  {
    gateway: 'website-fetcher-sse',
    persona: 'seed-002',
    over: 'sse',
    call: () => ['fetch', { url: `${lab.origins['fetcher']}/pages/opening-hours.txt` }],
    answer: 'Harbour office, open',
  },
  {
    gateway: 'kuadrant',
    persona: 'bob',
    over: 'http',
    call: () => ['http_base64_encode', { text: 'Hello, MCP Gateway!' }],
    answer: Buffer.from('Hello, MCP Gateway!').toString('base64'),
  },
  {
    gateway: 'mcp-proxy',
    persona: 'seed-003',
    over: 'sse',
    call: () => ['default/mcp-tool:convert_to_markdown', { uri: 'data:text/html,<h1>Hello</h1>' }],
    answer: '# Hello',
  },
  {
    gateway: 'dynamic',
    persona: 'bob',
    over: 'http',
    call: () => ['echo', { message: 'Hello, world!' }],
    answer: 'Echo: Hello, world!',
  },
]

describe.each(Object.entries(clients))('%s through the pipe', (client, connect) => {
  // HTTP with SSE ended with MCP 2024-11-05: there is nothing newer to ask for.
  const concerned = rows.filter(
    ({ over }) => over === 'http' || client !== 'client 2, newest first',
  )

  it.each(concerned)(
    'lists and calls at $gateway as $persona',
    async ({ call, answer, ...aim }) => {
      const connected = await connect(presenter, aim)
      const [tool, input] = call()
      expect(await connected.tools()).toContain(tool)
      expect(await connected.call(tool, input)).toContain(answer)
      await connected.close()
      const { gateway, persona } = aim
      const paths = new Set(connected.requests.map(({ url }) => url.pathname))
      expect([...paths]).toEqual([`/bff/p/${persona}/t/${gateway}`])
    },
  )

  it('has a session at a gateway that keeps one, listens in it and takes it back', async () => {
    const aim = { gateway: 'everything', persona: 'alice', over: 'http' } as const
    const connected = await connect(presenter, aim)
    await connected.tools()
    const { requests } = connected
    const session = requests.find(({ answer }) => answer.has('mcp-session-id'))
    const id = session?.answer.get('mcp-session-id')
    expect(id).toBeTruthy()
    await expect
      .poll(() => requests.find(({ method }) => method === 'GET'))
      .toMatchObject({ status: 200 })
    const listening = requests.find(({ method }) => method === 'GET')
    expect(listening?.headers.get('mcp-session-id')).toBe(id)
    expect(listening?.answer.get('content-type')).toBe('text/event-stream')
    await connected.leave()
    expect(requests.at(-1)).toMatchObject({ method: 'DELETE', status: 202 })
    expect(requests.at(-1)?.headers.get('mcp-session-id')).toBe(id)
    await connected.close()
  })

  it('is told what the gateway refuses, in its own words', async () => {
    const aim = { gateway: 'solo-kb-demo', persona: 'bob', over: 'http' } as const
    const connected = await connect(presenter, aim)
    await expect(connected.call('get_product_info', { product: 'kgateway' })).rejects.toThrow(
      'Unknown tool: get_product_info',
    )
    await connected.close()
  })

  it.each([
    ['as a persona that the gateway is not given', { gateway: 'mcp-proxy', persona: 'alice' }],
    ['for a gateway that nobody configured', { gateway: 'nope', persona: 'alice' }],
  ])('gets nothing %s', async (_, { gateway, persona }) => {
    await expect(connect(presenter, { gateway, persona, over: 'http' })).rejects.toThrow(/404|no /)
  })
})

const overSse = rows.filter(({ over }) => over === 'sse')
const sdk = clients['sdk 1']

describe.each(overSse)('the stream of $gateway', ({ call, answer, ...aim }) => {
  it('names no session anywhere that a person looks', async () => {
    const connected = await sdk?.(presenter, aim)
    const [tool, input] = call()
    expect(await connected?.call(tool, input)).toContain(answer)
    const posted = connected?.requests.findLast(({ method }) => method === 'POST')
    const id = posted?.url.searchParams.get('sessionId') ?? ''
    expect(id.length).toBeGreaterThan(8)
    await connected?.close()
    const seen = await presenter.get('/bff/exchanges?limit=20')
    const { exchanges } = seen.json as Api['GET /bff/exchanges']['answer'] // what the route answers
    const mine = exchanges.filter(({ target }) => target === aim.gateway)
    expect(mine.map(({ url }) => url).join(' ')).toContain('?sessionId=••••')
    const views = await Promise.all(mine.map((one) => presenter.get(`/bff/exchanges/${one.id}`)))
    const shown = views.map(({ text }) => text).join('\n')
    expect(shown).toContain('"event":"endpoint"')
    expect(shown + seen.text + console.logged.join('')).not.toContain(id)
  })

  it('is of use to nobody without the sign-in, and to no other site', async () => {
    const connected = await sdk?.(presenter, aim)
    await connected?.tools()
    const posted = connected?.requests.findLast(({ method }) => method === 'POST')
    const path = `${posted?.url.pathname}${posted?.url.search}`
    const ping = { jsonrpc: '2.0', id: 9, method: 'ping' }
    const nobody = console.browser()
    expect((await nobody.post(path, ping)).status).toBe(401)
    const forged = { 'x-csrf': undefined }
    expect((await presenter.fetch('POST', path, ping, forged)).status).toBe(403)
    const elsewhere = { 'sec-fetch-site': 'cross-site', origin: 'http://evil.example' }
    expect((await presenter.fetch('POST', path, ping, elsewhere)).status).toBe(403)
    expect((await presenter.post(path, ping)).status).toBe(202)
    await connected?.close()
    const carol = await console.signedIn('carol')
    const { json } = await carol.get('/bff/exchanges')
    const { exchanges } = json as Api['GET /bff/exchanges']['answer'] // what the route answers
    expect(exchanges.filter(({ target }) => target === aim.gateway)).toEqual([])
  })

  it('ends when its operator signs out', async () => {
    const carol = await console.signedIn('carol')
    const connected = await sdk?.(carol, aim)
    const [tool, input] = call()
    expect(await connected?.call(tool, input)).toContain(answer)
    const opened = connected?.requests.length ?? 0
    await carol.post('/bff/logout')
    // its EventSource comes back, as one does, and is told why it cannot
    await expect
      .poll(() => connected?.requests.slice(opened), { timeout: 10_000 })
      .toMatchObject([{ method: 'GET', status: 401 }])
    await connected?.close()
  })
})
