import { Client, SSEClientTransport } from '@modelcontextprotocol/client'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { listen, type Listening } from '../../gateway/testing/listen.ts'
import { createFetcher, type Fetcher } from './fetcher.ts'

let fetcher: Fetcher
let at: Listening
let client: Client
const origins: string[] = []

beforeAll(async () => {
  fetcher = createFetcher({ allowed: { origins, variable: 'LAB_FETCH_ALLOW' } })
  at = await listen(fetcher.handler)
  origins.push(at.origin)
})
afterAll(async () => {
  await fetcher.close?.()
  await at.close()
})
beforeEach(async () => {
  client = new Client({ name: 'test', version: '1' })
  await client.connect(new SSEClientTransport(new URL(`${at.origin}/sse`)))
})
afterEach(() => client.close())

const fetchPage = async (url: string) => {
  const { content, isError = false } = await client.callTool({ name: 'fetch', arguments: { url } })
  return [isError, content[0]?.type === 'text' ? content[0].text : undefined]
}

describe('the website fetcher', () => {
  test('is called as the one of the demonstrations and has its tool', async () => {
    expect(client.getServerVersion()?.name).toBe('mcp-website-fetcher')
    const { tools } = await client.listTools()
    expect(tools.map(({ name, description }) => [name, description])).toEqual([
      ['fetch', 'Fetches a website and returns its content'],
    ])
    expect(tools[0]?.inputSchema).toMatchObject({ required: ['url'] })
  })

  test('gives a page as readable text, and counts', async () => {
    const before = fetcher.toolCalls()
    const [failed, text] = await fetchPage(`${at.origin}/pages/tool-gateway.html`)
    expect(failed).toBe(false)
    expect(text).toContain('# What a gateway in front of tools does\n')
    expect(text).toContain("| Who is calling? | the token, checked against the issuer's keys |")
    expect(fetcher.toolCalls()).toBe(before + 1)
  })

  test.each([
    ['/pages/', '[Opening hours of a harbour office](/pages/opening-hours.txt)'],
    ['/pages/opening-hours.txt', 'Sunday             closed'],
    ['/pages/sse-transport.html', 'each answered with 202'],
  ])('has the page %s', async (path, text) => {
    expect(await fetchPage(`${at.origin}${path}`)).toEqual([false, expect.stringContaining(text)])
  })

  test('shows a request as JSON at /get', async () => {
    const [failed, text] = await fetchPage(`${at.origin}/get?a=1`)
    expect(failed).toBe(false)
    expect(JSON.parse(String(text))).toMatchObject({
      args: { a: '1' },
      headers: { Host: new URL(at.origin).host },
      origin: '127.0.0.1',
      url: `${at.origin}/get?a=1`,
    })
  })

  test('refuses the rest of the world and says how to allow it', async () => {
    expect(await fetchPage('https://httpbin.org/get')).toEqual([
      true,
      `https://httpbin.org/get is not opened here; give a page of ${at.origin}, or start the lab with LAB_FETCH_ALLOW=https://httpbin.org`,
    ])
  })

  test.each(['/pages/../fetcher.ts', '/pages/%2e%2e/fetcher.ts', '/pages/nothing.html'])(
    'serves no %s',
    async (path) => {
      expect((await fetch(`${at.origin}${path}`)).status).toBe(404)
    },
  )
})
