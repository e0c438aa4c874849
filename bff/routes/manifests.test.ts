import { expect, test } from 'vitest'

import type { AppliedView, ManifestsView } from '../contract.ts'
import { startCluster } from '../testing/cluster.ts'
import { configFor, startConsole } from '../testing/console.ts'
import { startIdentityProvider } from '../testing/identityProvider.ts'

const path = '/apis/agentgateway.dev/v1alpha1/namespaces/kagent/agentgatewaypolicies/rbac'
const policy = (action: string) => ({
  apiVersion: 'agentgateway.dev/v1alpha1',
  kind: 'AgentgatewayPolicy',
  metadata: { name: 'rbac', namespace: 'kagent' },
  spec: { backend: { mcp: { authorization: { action } } } },
})

async function start(over = {}) {
  const idp = await startIdentityProvider()
  const cluster = await startCluster(['agentgatewaypolicies'], { [path]: policy('Allow') })
  const kubernetes = { url: cluster.url, namespace: 'kagent', apply: true, pod: 'gw', ...over }
  const product = 'agentgateway' as const
  const kb = { url: 'http://127.0.0.1:1/mcp', product, personas: ['pasted'] }
  const console = await startConsole({
    ...configFor(idp.issuer),
    gateways: { kb: { ...kb, kubernetes }, bare: kb },
  })
  const browser = console.browser()
  await browser.signIn()
  const changes = () => cluster.heard.filter(({ method }) => method !== 'GET')
  return { browser, cluster, changes, logged: console.logged }
}

const apply = '/bff/gateways/kb/manifests/apply'
const body = { yaml: JSON.stringify(policy('Deny')) }

test('a document is seen, changed and taken back', async () => {
  const { browser, cluster } = await start()
  const { manifests } = (await browser.get('/bff/gateways/kb/manifests')).json as ManifestsView // checked next
  expect(manifests).toMatchObject([{ kind: 'AgentgatewayPolicy', name: 'rbac' }])
  expect(manifests[0]?.yaml).toContain('action: Allow')

  const { json } = await browser.post(apply, body)
  const { applied } = json as { applied: AppliedView[] } // checked next
  expect(applied).toMatchObject([{ change: 'changed', namespace: 'kagent', name: 'rbac' }])
  expect(cluster.stored.get(path)).toMatchObject(policy('Deny'))

  const undone = await browser.post('/bff/gateways/kb/manifests/undo', { undo: applied[0]?.undo })
  expect(undone).toMatchObject({ status: 200, json: { undo: null } })
  expect(cluster.stored.get(path)).toMatchObject(policy('Allow'))
})

test('nothing is applied from another origin, without its header, or by somebody who is not signed in', async () => {
  const { browser, changes } = await start()
  const refused = { status: 403, json: { error: { code: 'csrf' } } }
  const asked: Record<string, string | undefined>[] = [
    { origin: 'http://evil.test' },
    { 'sec-fetch-site': 'cross-site' },
    { 'x-csrf': undefined },
  ]
  for (const headers of asked)
    expect(await browser.fetch('POST', apply, body, headers)).toMatchObject(refused)
  expect((await browser.fetch('POST', apply, body, { cookie: undefined })).status).toBe(401)
  expect(changes()).toEqual([])
})

test('nothing is applied unless the configuration says so', async () => {
  const { browser, changes } = await start({ apply: false })
  expect(await browser.post(apply, body)).toMatchObject({
    status: 403,
    json: { error: { code: 'forbidden', hint: expect.stringContaining('kubernetes.apply') } },
  })
  expect(changes()).toEqual([])
})

test('groups in the configuration are those who may apply, and take back', async () => {
  const { browser, changes } = await start({ apply: ['platform'] })
  const undo = '/bff/gateways/kb/manifests/undo'
  for (const [address, sent] of [
    [apply, body],
    [undo, { undo: 'x' }],
  ] as const)
    expect(await browser.post(address, sent)).toMatchObject({
      status: 403,
      json: { error: { message: expect.stringContaining('members of platform') } },
    })
  expect((await browser.get('/bff/gateways')).json).toMatchObject({
    gateways: [{ features: { apply: { available: false } } }, {}],
  })
  expect(changes()).toEqual([])
  // of the identity provider's one operator
  const may = await start({ apply: ['platform', 'field-admin'] })
  expect((await may.browser.post(apply, body)).status).toBe(200)
})

const secret = { yaml: 'apiVersion: v1\nkind: Secret\nmetadata: { name: a, namespace: kagent }' }

test.each([
  [apply, secret, 403, 'forbidden'],
  [apply, {}, 400, 'bad_request'],
  [apply, { ...body, force: true }, 400, 'bad_request'],
  [apply, { yaml: '' }, 400, 'bad_request'],
  ['/bff/gateways/kb/manifests/undo', {}, 400, 'bad_request'],
  ['/bff/gateways/kb/manifests/undo', { undo: 'gone' }, 404, 'not_found'],
  ['/bff/gateways/bare/manifests/apply', body, 404, 'not_found'],
  ['/bff/gateways/none/manifests/apply', body, 404, 'not_found'],
])('POST %s %j is refused with %d %s', async (address, sent, status, code) => {
  const { browser, changes } = await start()
  expect(await browser.post(address, sent)).toMatchObject({ status, json: { error: { code } } })
  expect(changes()).toEqual([])
})

test('the log of the pod is read line by line, and a gateway without one says so', async () => {
  const { browser, cluster, logged } = await start()
  const session = '0123456789abcdef0123456789abcdef'
  cluster.log.push('http.status=200', `mcp.session.id=${session} http.status=400`)
  const log = await browser.get('/bff/gateways/kb/log?lines=1')
  expect(log.json).toMatchObject({ available: true, lines: [{ fields: { 'http.status': '400' } }] })
  expect([log.text, ...logged].join('\n')).not.toContain(session)
  expect((await browser.get('/bff/gateways/kb/log?lines=0')).status).toBe(400)
  expect((await browser.get('/bff/gateways/bare/log')).json).toEqual({
    available: false,
    reason: 'The configuration names no pod whose log to read.',
    lines: [],
  })
})

test.each(['manifests', 'log', 'topology', 'policy'])(
  '%s of a gateway that is not configured is not found',
  async (what) => {
    const { browser } = await start()
    expect((await browser.get(`/bff/gateways/none/${what}`)).status).toBe(404)
    expect((await browser.get(`/bff/gateways/constructor/${what}`)).status).toBe(404)
  },
)
