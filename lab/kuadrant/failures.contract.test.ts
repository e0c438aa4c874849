import { exportSPKI, generateKeyPair, SignJWT } from 'jose'
import { request } from 'undici'
import { afterEach, describe, expect, test } from 'vitest'

import { post, rpc, type RunningKuadrant, startKuadrant, startSession } from './testing.ts'

let running: RunningKuadrant
afterEach(() => running.close())

const route = `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: mcp-gateway-route, namespace: mcp-system}
spec:
  parentRefs: [{name: mcp-gateway, namespace: gateway-system}]
  hostnames: [mcp.127-0-0-1.sslip.io]
  rules: [{matches: [{path: {value: /mcp}}], backendRefs: [{name: mcp-broker, port: 8080}]}]`

const server = 'mcp-test/mcp-server-streamable-http-route'
const status = async (path = '/status') => (await fetch(`${running.broker}${path}`)).json()

describe('/status', () => {
  test('tells of every server, and of one by its name', async () => {
    running = await startKuadrant()
    const one = {
      id: `${server}:http_:streamable-http.mcp.local`,
      name: server,
      lastValidated: expect.stringMatching(/^\d{4}-.*Z$/),
      message: 'server added successfully. Total tools added 5. Total prompts added 0',
      ready: true,
      totalTools: 5,
      totalPrompts: 0,
      invalidTools: 0,
      invalidPrompts: 0,
      protocolValidation: {
        isValid: true,
        supportedVersion: '2025-11-25',
        expectedVersion: '2025-11-25',
      },
    }
    expect(await status()).toEqual({
      servers: [one],
      overallValid: true,
      totalServers: 1,
      healthyServers: 1,
      unHealthyServers: 0,
      toolConflicts: 0,
      timestamp: expect.any(String),
      scopedSessions: 0,
    })
    expect(await status(`/status/${server}`)).toEqual(one)
  })

  test('says what it does not have and what it does not do, to any page', async () => {
    running = await startKuadrant()
    const missing = await fetch(`${running.broker}/status/x`)
    expect(missing.status).toBe(404)
    expect(missing.headers.get('access-control-allow-origin')).toBe('*')
    expect(await missing.text()).toBe(
      `{"error":"Server 'x' not found. Use format 'namespace/route-name' or check available servers at /status"}\n`,
    )
    const posted = await fetch(`${running.broker}/status`, { method: 'POST' })
    expect([posted.status, await posted.text()]).toEqual([
      405,
      '{"error":"Method not allowed. Supported methods: GET"}\n',
    ])
  })

  test('shows a server that is gone, which then has no tools', async () => {
    running = await startKuadrant({ LAB_SAMPLE_PORT: '1' })
    expect(await status()).toMatchObject({
      overallValid: false,
      unHealthyServers: 1,
      servers: [{ ready: false, totalTools: 0, protocolValidation: { isValid: false } }],
    })
    expect((await fetch(`${running.broker}/readyz`)).status).toBe(503)
    const session = await startSession(`${running.gateway}/mcp`)
    const list = await post(`${running.gateway}/mcp`, rpc(2, 'tools/list'), {
      'mcp-session-id': session,
    })
    expect(await list.json()).toMatchObject({ result: { tools: [] } })
  })

  test('shows a server whose tools have the names of another', async () => {
    running = await startKuadrant()
    running.kuadrant.configuration.apply(`
apiVersion: mcp.kuadrant.io/v1
kind: MCPServerRegistration
metadata: {name: again, namespace: mcp-test}
spec: {prefix: http_, targetRef: {name: again-route}}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: again-route, namespace: mcp-test}
spec:
  parentRefs: [{name: mcp-gateway, namespace: gateway-system}]
  hostnames: [again.mcp.local]
  rules: [{backendRefs: [{name: mcp-server-streamable-http, port: 80}]}]`)
    expect(await status()).toMatchObject({
      toolConflicts: 5,
      healthyServers: 1,
      unHealthyServers: 1,
    })
  })
})

test('a call to a server that has gone since it was listed is 500', async () => {
  running = await startKuadrant()
  const mcp = `${running.gateway}/mcp`
  const session = await startSession(mcp)
  await (await post(mcp, rpc(2, 'tools/list'), { 'mcp-session-id': session })).text()
  await running.stopServer()
  const call = rpc(3, 'tools/call', { name: 'http_get_timestamp', arguments: {} })
  const answer = await post(mcp, call, { 'mcp-session-id': session })
  expect(answer.status).toBe(500)
  expect(await answer.text()).toMatch(/^failed to create session for mcp server: /)
})

test('a server that has lost its sessions answers the call after the next', async () => {
  running = await startKuadrant()
  const mcp = `${running.gateway}/mcp`
  const session = await startSession(mcp)
  const call = async () => {
    const params = { name: 'http_url_encode', arguments: { text: 'a' } }
    const answer = await post(mcp, rpc(3, 'tools/call', params), { 'mcp-session-id': session })
    await answer.text()
    return answer.status
  }
  expect(await call()).toBe(200)
  await fetch(`${running.server}/mcp`, {
    method: 'DELETE',
    headers: { 'mcp-session-id': String(running.seen.at(-1)?.['mcp-session-id']) },
  })
  expect([await call(), await call()]).toEqual([404, 200])
})

test('the host of the gateway’s route is asked for where the route names one', async () => {
  running = await startKuadrant()
  running.kuadrant.configuration.apply(route)
  const { port } = new URL(running.gateway)
  const ask = async (host: string) => {
    const answer = await request(`${running.gateway}/mcp`, {
      method: 'POST',
      headers: { host, 'content-type': 'application/json' },
      body: JSON.stringify(rpc(1, 'initialize')),
    })
    await answer.body.dump()
    return answer.statusCode
  }
  expect(await ask(`mcp.127-0-0-1.sslip.io:${port}`)).toBe(200)
  expect(await ask(`localhost:${port}`)).toBe(404)
})

test('the token of the authorization service decides what is listed', async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
  running = await startKuadrant({ TRUSTED_HEADER_PUBLIC_KEY: await exportSPKI(publicKey) })
  const mcp = `${running.gateway}/mcp`
  const session = await startSession(mcp)
  const list = async (token: string) => {
    const headers = { 'mcp-session-id': session, 'x-mcp-authorized': token }
    const answer = await post(mcp, rpc(2, 'tools/list'), headers)
    return (await answer.text()).match(/http_\w+/g) ?? []
  }
  const grant = (claim: unknown) =>
    new SignJWT({ 'allowed-capabilities': claim })
      .setProtectedHeader({ alg: 'ES256' })
      .sign(privateKey)
  const granted = await grant(JSON.stringify({ tools: { [server]: ['url_encode', 'nothing'] } }))
  expect(await list(granted)).toEqual(['http_url_encode'])
  expect(await list(`forged, ${granted}`)).toEqual(['http_url_encode'])
  expect(await list(await grant('{}'))).toHaveLength(5)
  expect(await list(await grant({ tools: {} }))).toEqual([])
  expect(await list('forged')).toEqual([])
})
