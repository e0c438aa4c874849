import { afterAll, beforeAll, expect, it } from 'vitest'

import { type Running, startGateway } from '../testing/gateway.ts'
import { createKey } from '../testing/issuer.ts'
import { listen, type Listening } from '../testing/listen.ts'
import { jwtPolicy, soloKbFile } from '../testing/manifests.ts'
import { startUpstream, type Upstream } from '../testing/upstream.ts'

let idp: Listening
let upstream: Upstream
let open: Running
let guarded: Running
let registering: Running
let route: string

beforeAll(async () => {
  upstream = await startUpstream()
  idp = await listen((request, response) => {
    const path = request.url ?? ''
    if (request.method === 'POST')
      response
        .writeHead(201, { 'content-type': 'application/json' })
        .end('{"client_id":"made-by-idp"}')
    else
      response.end(JSON.stringify({ issuer: `http://${request.headers.host}/realms/solo`, path }))
  })
  const key = await createKey('EdDSA', 'k1')
  const issuer = `${idp.origin}/realms/solo`
  const jwks = { inline: JSON.stringify({ keys: [key.jwk] }) }
  const mcp = { provider: 'Keycloak', resourceMetadata: { scopesSupported: ['openid'] } }
  const providers = [{ issuer, jwks }]
  route = (await soloKbFile('agw-mcp-backend.yaml')).replace('value: /mcp', 'value: /')
  open = await startGateway(upstream.port, { 'agw-mcp-backend.yaml': route })
  const start = (more: object) =>
    startGateway(upstream.port, {
      'agw-mcp-backend.yaml': route,
      'jwt.yaml': jwtPolicy([], { providers, mcp: { ...mcp, ...more } }),
    })
  guarded = await start({ clientId: 'console' })
  registering = await start({})
})
afterAll(async () => {
  await Promise.all([open, guarded, registering, upstream, idp].map((part) => part.close()))
})

const get = (gateway: Running, path: string) => fetch(new URL(path, gateway.url))

it('describes the resource without a token', async () => {
  const response = await get(guarded, '/.well-known/oauth-protected-resource/mcp')
  expect(response.status).toBe(200)
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  expect(await response.json()).toEqual({
    resource: guarded.url,
    authorization_servers: [guarded.url],
    mcp_protocol_version: '2025-06-18',
    resource_type: 'mcp-server',
    bearer_methods_supported: ['header'],
    scopes_supported: ['openid'],
  })
})

it('stands in for the authorization server, with registration at the gateway', async () => {
  const path = '/.well-known/oauth-authorization-server/mcp'
  expect(await (await get(guarded, path)).json()).toEqual({
    issuer: guarded.url,
    path: '/realms/solo/.well-known/openid-configuration',
    registration_endpoint: `${new URL(path, guarded.url).href}/client-registration`,
  })
})

it('registers the configured client, or asks the identity provider', async () => {
  const path = '/.well-known/oauth-authorization-server/mcp/client-registration'
  const register = (gateway: Running) =>
    fetch(new URL(path, gateway.url), {
      method: 'POST',
      body: '{"redirect_uris":["http://x.test/cb"]}',
    })
  const own = await register(guarded)
  expect(own.status).toBe(201)
  expect(await own.json()).toMatchObject({
    client_id: 'console',
    redirect_uris: ['http://x.test/cb'],
  })
  expect(await (await register(registering)).json()).toEqual({ client_id: 'made-by-idp' })
})

it('refuses a registration that is not one', async () => {
  const path = '/.well-known/oauth-authorization-server/mcp/client-registration'
  const response = await fetch(new URL(path, guarded.url), { method: 'POST', body: '{' })
  expect([response.status, await response.text()]).toEqual([
    400,
    'a client registration is JSON with redirect_uris',
  ])
})

it('leaves the documents to the upstream where there is no MCP authentication', async () => {
  const path = '/.well-known/oauth-protected-resource/mcp'
  const response = await get(open, path)
  expect([response.status, await response.text()]).toEqual([200, '{}'])
  expect(upstream.seen.at(-1)).toMatchObject({ verb: 'GET', path })
})
