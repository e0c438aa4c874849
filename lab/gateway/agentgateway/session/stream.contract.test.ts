import { afterEach, describe, expect, it, vi } from 'vitest'

import type { Running } from '../../testing/gateway.ts'
import { type McpTestServer, startMcpServer } from '../../testing/mcpServer.ts'
import { initialize, messagesOf, startTargets } from '../../testing/targets.ts'

const running: { close: () => Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((part) => part.close()))
})

interface Started {
  gateway: Running
  servers: McpTestServer[]
}

/** A gateway before servers that have, or have not, a stream of their own. */
async function start(
  listens: Record<string, boolean>,
  failureMode: 'FailClosed' | 'FailOpen' = 'FailClosed',
): Promise<Started> {
  const servers = await Promise.all(
    Object.entries(listens).map(([name, own]) => startMcpServer({ name, listens: own })),
  )
  const ports = Object.fromEntries(
    Object.keys(listens).map((name, index) => [name, servers[index]?.port ?? 0]),
  )
  const gateway = await startTargets(ports, { failureMode })
  running.push(gateway, ...servers)
  return { gateway, servers }
}

/** Milliseconds for what the other side has to notice; a busy machine takes its time. */
const patient = 5_000

const listen = (gateway: Running, headers: Record<string, string>) =>
  fetch(gateway.url, { headers: { accept: 'text/event-stream', ...headers } })

const textOf = async (response: Response) => [response.status, await response.text()]

describe('GET', () => {
  it('brings what the server says by itself, framed and without a first event', async () => {
    const { gateway, servers } = await start({ everything: true })
    const id = await initialize(gateway)
    const response = await listen(gateway, { 'mcp-session-id': id })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    expect(response.headers.get('cache-control')).toBe('no-cache')
    await servers[0]?.announce('memo://note')
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader?.read())?.value).toBe(
      'event: message\ndata: {"jsonrpc":"2.0","method":"notifications/resources/updated","params":{"uri":"memo://note"}}\n\n',
    )
    await reader?.cancel()
  })

  it('brings what several servers say, each resource under its target', async () => {
    const { gateway, servers } = await start({ one: true, two: true })
    const response = await listen(gateway, { 'mcp-session-id': await initialize(gateway) })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    const heard: unknown[] = []
    for (const server of servers) {
      // One after the other, so that the order is that of the announcements.
      await server.announce('memo://note')
      heard.push(messagesOf((await reader?.read())?.value ?? '')[0]?.['params'])
    }
    expect(heard).toEqual([{ uri: 'one+memo://note' }, { uri: 'two+memo://note' }])
    await reader?.cancel()
  })

  it('has the server told when the client leaves', async () => {
    const { gateway, servers } = await start({ everything: true })
    const headers = { 'mcp-session-id': await initialize(gateway) }
    await (await listen(gateway, headers)).body?.cancel()
    // The server takes one stream per session: a second one is accepted only when the first has gone.
    await vi.waitFor(async () => {
      const again = await listen(gateway, headers)
      await again.body?.cancel()
      expect(again.status).toBe(200)
    }, patient)
    expect(servers[0]?.steps.filter((step) => step.startsWith('GET')).length).toBeGreaterThan(1)
  })

  it('passes on the 405 of an only target', async () => {
    const { gateway } = await start({ everything: false })
    const response = await listen(gateway, { 'mcp-session-id': await initialize(gateway) })
    expect(await textOf(response)).toEqual([405, 'no stream here'])
  })

  it('leaves out a target without a stream where there are others', async () => {
    const { gateway, servers } = await start({ one: false, two: true })
    const response = await listen(gateway, { 'mcp-session-id': await initialize(gateway) })
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    await servers[1]?.announce('memo://note')
    expect((await reader?.read())?.value).toContain('two+memo://note')
    await reader?.cancel()
  })

  it('is not supported where none of several targets has a stream', async () => {
    const { gateway } = await start({ one: false, two: false })
    const response = await listen(gateway, { 'mcp-session-id': await initialize(gateway) })
    expect(response.headers.get('content-type')).toBe('text/plain')
    expect(await textOf(response)).toEqual([
      405,
      'mcp: GET event stream is not supported by any upstream',
    ])
  })

  it('stays open and silent under FailOpen where every target fails', async () => {
    const { gateway, servers } = await start({ everything: true }, 'FailOpen')
    const id = await initialize(gateway)
    servers[0]?.restart()
    const response = await listen(gateway, { 'mcp-session-id': id })
    expect(response.status).toBe(200)
    await response.body?.cancel()
    await vi.waitFor(() => expect(gateway.lines.at(-1)).toContain('http.method=GET'), patient)
  })

  it('is refused without an event stream in Accept', async () => {
    const { gateway } = await start({ everything: true })
    const response = await listen(gateway, { accept: 'application/json' })
    expect(await textOf(response)).toEqual([406, 'mcp: client must accept text/event-stream'])
  })

  it('is refused without a session', async () => {
    const { gateway } = await start({ everything: true })
    expect(await textOf(await listen(gateway, {}))).toEqual([400, 'mcp: session ID is required'])
  })

  it('does not resume a session of another process', async () => {
    const { gateway, servers } = await start({ everything: true })
    const id = await initialize(gateway)
    const twin = await startTargets({ everything: servers[0]?.port ?? 0 })
    running.push(twin)
    const response = await listen(twin, { 'mcp-session-id': id })
    expect(response.headers.get('content-type')).toBe('text/plain')
    expect(await textOf(response)).toEqual([404, 'mcp: session not found'])
  })
})

describe('another verb', () => {
  it.each(['PUT', 'PATCH'])('such as %s is refused, sessions or not', async (method) => {
    const { gateway } = await start({ everything: true })
    expect(await textOf(await fetch(gateway.url, { method }))).toEqual([
      405,
      'mcp: method not allowed; must be GET, POST, or DELETE',
    ])
  })
})
