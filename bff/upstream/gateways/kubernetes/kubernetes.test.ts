import { describe, expect, test } from 'vitest'

import { startCluster } from '../../../testing/cluster.ts'
import { deadOrigin, serve } from '../../../testing/serve.ts'
import { upstreamOf } from '../../../testing/upstream.ts'

const root = '/apis/enterpriseagentgateway.solo.io/v1alpha1/namespaces/kagent'
const rbacPath = `${root}/enterpriseagentgatewaypolicies/rbac`
const rbac = (rule: string) => ({
  apiVersion: 'enterpriseagentgateway.solo.io/v1alpha1',
  kind: 'EnterpriseAgentgatewayPolicy',
  metadata: { name: 'rbac', namespace: 'kagent' },
  spec: {
    targetRefs: [{ kind: 'AgentgatewayBackend', name: 'kb' }],
    backend: { mcp: { authorization: { policy: { matchExpressions: [rule] } } } },
  },
})
const yamlOf = (rule: string) => JSON.stringify(rbac(rule))
const route = (name: string, namespace: string, backend: string) => ({
  metadata: { name, namespace },
  spec: { parentRefs: [{ name: 'shop' }], rules: [{ backendRefs: [{ name: backend }] }] },
})
const plurals = ['enterpriseagentgatewaypolicies', 'agentgatewaybackends', 'services', 'httproutes']
const owner = 'presenter'
const order = (yaml: string, dryRun = false) => ({ yaml, owner, dryRun })

const port = (appProtocol: string) => ({ spec: { ports: [{ port: 80, appProtocol }] } })

async function consoleOf(documents = {}, over = {}, forbidden: string[] = []) {
  const cluster = await startCluster(plurals, documents, forbidden)
  const settings = { url: cluster.url, namespace: 'kagent', apply: true, pod: 'gateway-0', ...over }
  const admin = await serve((_, response) => response.end('{"policies":[]}'))
  const kb = {
    url: 'http://127.0.0.1:1/mcp',
    product: 'agentgateway' as const,
    admin: admin.origin,
    kubernetes: settings,
  }
  const { upstream, exchanges } = upstreamOf({
    gateways: { kb },
    env: { TOKEN: 'service-account-token' },
  })
  return { ...upstream.gateways, policies: upstream.policies, cluster, exchanges, admin }
}

describe('documents', () => {
  test('are listed as somebody would write them, without what others wrote and without secrets', async () => {
    const { manifests, cluster } = await consoleOf({
      [rbacPath]: {
        ...rbac('true'),
        metadata: {
          name: 'rbac',
          namespace: 'kagent',
          annotations: {
            'kubectl.kubernetes.io/last-applied-configuration': '{}',
            note: 'Bearer abcdefghijklmnopqrstuvwxyz',
          },
        },
        status: { ancestors: [] },
      },
    })
    const {
      available,
      manifests: [found],
    } = await manifests.view('kb')
    expect(available).toBe(true)
    expect(found).toMatchObject({
      kind: 'EnterpriseAgentgatewayPolicy',
      name: 'rbac',
      masked: true,
    })
    expect(found?.yaml).toContain('matchExpressions:')
    expect(found?.yaml).not.toMatch(/status|managedFields|resourceVersion|uid|last-applied|abcdef/)
    expect(cluster.heard.map(({ url }) => url)).toContain(
      '/clusters/test/api/v1/services?limit=500',
    )
  })

  test('of everybody else stay out', async () => {
    const services = '/api/v1/namespaces'
    const { manifests } = await consoleOf({
      [rbacPath]: rbac('true'),
      '/apis/gateway.networking.k8s.io/v1/namespaces/shop/httproutes/kb-route': route(
        'kb-route',
        'shop',
        'rbac',
      ),
      '/apis/gateway.networking.k8s.io/v1/namespaces/shop/httproutes/cart': route(
        'cart',
        'shop',
        'cart',
      ),
      [`${services}/shop/services/cart`]: {
        metadata: { name: 'cart', namespace: 'shop' },
        ...port('http'),
      },
      [`${services}/tools/services/clock`]: {
        metadata: { name: 'clock', namespace: 'tools' },
        ...port('agentgateway.dev/mcp'),
      },
    })
    const { manifests: found } = await manifests.view('kb')
    expect(found.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'HTTPRoute kb-route',
      'EnterpriseAgentgatewayPolicy rbac',
      'Service clock',
    ])
  })

  test('are asked for with the token of the configuration, which is in no exchange', async () => {
    const token = { env: 'TOKEN' }
    const { manifests, cluster, exchanges } = await consoleOf({}, { token })
    await manifests.view('kb')
    expect(cluster.heard[0]?.authorization).toBe('Bearer service-account-token')
    const kept = await exchanges.list(owner, 100)
    const whole = await Promise.all(kept.map(({ id }) => exchanges.one(owner, id)))
    expect(whole.length).toBeGreaterThan(0)
    expect(JSON.stringify(whole)).not.toContain('service-account-token')
  })

  test('of a kind that the account may not list are left out; of all kinds, that is said', async () => {
    const documents = { [rbacPath]: rbac('true') }
    const some = await consoleOf(documents, {}, ['services', 'httproutes'])
    expect((await some.manifests.view('kb')).manifests).toMatchObject([{ name: 'rbac' }])
    expect(some.cluster.heard.map(({ url }) => url)).toContain(
      '/clusters/test/api/v1/namespaces/kagent/services?limit=500',
    )
    const none = await consoleOf(documents, {}, plurals)
    expect(await none.manifests.view('kb')).toMatchObject({
      available: false,
      reason: expect.stringContaining('User "parallax" cannot list'),
    })
  })

  test('that cannot be read say why', async () => {
    const dead = await deadOrigin()
    const { manifests } = await consoleOf({}, { url: dead })
    expect(await manifests.view('kb')).toEqual({
      available: false,
      reason: `The Kubernetes API is not reachable. Nothing listens on ${new URL(dead).host}.`,
      manifests: [],
    })
    const { origin } = await serve((_, response) => response.writeHead(404).end())
    const elsewhere = await consoleOf({}, { url: `${origin}/nowhere` })
    expect(await elsewhere.manifests.view('kb')).toMatchObject({
      available: false,
      reason: expect.stringContaining('serves no kind'),
    })
  })
})

describe('applying', () => {
  test('changes a document with server-side apply, and takes it back', async () => {
    const { applying, cluster, policies, admin } = await consoleOf({ [rbacPath]: rbac('false') })
    await policies.view('kb')
    const [applied] = await applying.apply('kb', order(yamlOf('true')))
    expect(applied).toMatchObject({ kind: 'EnterpriseAgentgatewayPolicy', change: 'changed' })
    expect(cluster.heard.at(-1)).toMatchObject({
      method: 'PATCH',
      url: `/clusters/test${rbacPath}?fieldManager=parallax&force=true`,
      type: 'application/apply-patch+yaml',
    })
    expect(cluster.stored.get(rbacPath)).toMatchObject(rbac('true'))
    await policies.view('kb')
    expect(admin.requests).toHaveLength(2)

    const undo = { undo: applied?.undo ?? '', owner }
    expect(await applying.undo('kb', undo)).toMatchObject({ name: 'rbac', undo: null })
    expect(cluster.stored.get(rbacPath)).toMatchObject(rbac('false'))
    await expect(applying.undo('kb', undo)).rejects.toMatchObject({ status: 404 })
  })

  test('of something new is taken back by removing that very object', async () => {
    const { applying, cluster } = await consoleOf()
    const [applied] = await applying.apply('kb', order(yamlOf('true')))
    expect(applied).toMatchObject({ change: 'created' })
    const uid = cluster.stored.get(rbacPath)?.metadata['uid']
    await applying.undo('kb', { undo: applied?.undo ?? '', owner })
    expect(cluster.stored.size).toBe(0)
    const removal = cluster.heard.find(({ method }) => method === 'DELETE')
    expect(JSON.parse(removal?.body ?? '')).toMatchObject({ preconditions: { uid } })
  })

  test('twice leaves everything as it is, and there is nothing to take back', async () => {
    const { applying } = await consoleOf({ [rbacPath]: rbac('true') })
    const [applied] = await applying.apply('kb', order(yamlOf('true')))
    expect(applied).toMatchObject({ change: 'unchanged', undo: null })
  })

  test('is not taken back over what somebody else wrote since', async () => {
    const { applying, cluster } = await consoleOf({ [rbacPath]: rbac('false') })
    const [applied] = await applying.apply('kb', order(yamlOf('true')))
    cluster.put(rbacPath, rbac('theirs'), cluster.stored.get(rbacPath)?.metadata['uid'])
    const undo = { undo: applied?.undo ?? '', owner }
    await expect(applying.undo('kb', undo)).rejects.toMatchObject({ status: 409, code: 'conflict' })
    expect(cluster.stored.get(rbacPath)).toMatchObject(rbac('theirs'))
  })

  test.each([
    ['was there before', { [rbacPath]: rbac('false') }],
    ['was not', {}],
  ])(
    'is not taken back over what somebody writes at that moment, where it %s',
    async (_, there) => {
      const { applying, cluster } = await consoleOf(there)
      const [applied] = await applying.apply('kb', order(yamlOf('true')))
      const uid = cluster.stored.get(rbacPath)?.metadata['uid']
      cluster.meanwhile.push(() => cluster.put(rbacPath, rbac('theirs'), uid))
      const undo = { undo: applied?.undo ?? '', owner }
      await expect(applying.undo('kb', undo)).rejects.toMatchObject({
        status: 409,
        code: 'conflict',
      })
      expect(cluster.stored.get(rbacPath)).toMatchObject(rbac('theirs'))
    },
  )

  test('for the look of it asks the cluster and writes nothing', async () => {
    const { applying, cluster } = await consoleOf({ [rbacPath]: rbac('false') })
    const [applied] = await applying.apply('kb', order(yamlOf('true'), true))
    expect(applied).toMatchObject({ change: 'changed', undo: null })
    expect(cluster.heard.at(-1)?.url).toContain('dryRun=All')
    expect(cluster.stored.get(rbacPath)).toMatchObject(rbac('false'))
  })

  test('of several writes none when the cluster refuses one of them', async () => {
    const { applying, cluster } = await consoleOf({ [rbacPath]: rbac('false') })
    const above = '# two of them\n---\n'
    const both = `${above}${yamlOf('true')}\n---\n${yamlOf('refuse me').replaceAll('"rbac"', '"second"')}`
    await expect(applying.apply('kb', order(both))).rejects.toMatchObject({
      status: 400,
      message: expect.stringContaining('policy.yaml:3:5: refuse me'),
    })
    expect(cluster.stored.get(rbacPath)).toMatchObject(rbac('false'))
    const lines = cluster.heard.at(-1)?.body.split('\n') ?? []
    expect(lines.findIndex((line) => line.includes('refuse me'))).toBe(
      both.split('\n').findIndex((line) => line.includes('refuse me')),
    )
  })

  const secret = 'apiVersion: v1\nkind: Secret\nmetadata: { name: a }'
  test.each([
    ['a kind that is not on the list', secret, 403, /Line 1, column 1: v1 Secret/],
    ['a namespace of others', yamlOf('true').replace('kagent', 'kube-system'), 403, /kube-system/],
    ['a name that leads elsewhere', yamlOf('true').replace('"rbac"', '"../x"'), 400, /is no name/],
    ['text that is not YAML', 'a: [1', 400, /Line \d+, column \d+/],
    ['a document without a kind', '---\n# one\nmetadata: {}', 400, /apiVersion and kind/],
    ['nothing', '# nothing', 400, /no document/],
    ['a masked secret', yamlOf('••••'), 400, /stands for a secret/],
    ['an alias without an anchor', 'a: *b', 400, /alias/i],
  ])('refuses %s, before anything is written', async (_, yaml, status, message) => {
    const { applying, cluster } = await consoleOf()
    await expect(applying.apply('kb', order(yaml))).rejects.toMatchObject({
      status,
      message: expect.stringMatching(message),
    })
    expect(cluster.heard.filter(({ method }) => method !== 'GET')).toEqual([])
  })

  test('is refused where the configuration does not allow it', async () => {
    const { applying, cluster } = await consoleOf({}, { apply: false })
    const refused = { status: 403, code: 'forbidden' }
    await expect(applying.apply('kb', order(yamlOf('true')))).rejects.toMatchObject(refused)
    await expect(applying.undo('kb', { undo: 'x', owner })).rejects.toMatchObject(refused)
    expect(cluster.heard).toEqual([])
  })
})

test('the log of the pod is shown without whole session ids and tokens, in its exchange neither', async () => {
  const { accessLogs, cluster, exchanges } = await consoleOf()
  const session = 'eyJ0IjoibWNwIiwicyI6W3sidCI6ImV2ZXJ5dGhpbmcifV19'
  cluster.log.push(
    `2026-11-20T12:00:00.000Z info request http.status=400 jwt.sub=bob mcp.session.id=${session} error="mcp: Unknown tool: x" duration=3ms`,
    '',
    'Bearer abcdefghijklmnopqrstuvwxyz came by',
  )
  const view = await accessLogs.view('kb', { lines: 50, owner })
  expect(cluster.heard[0]?.url).toBe(
    '/clusters/test/api/v1/namespaces/kagent/pods/gateway-0/log?tailLines=50',
  )
  expect(view.lines).toHaveLength(2)
  expect(view.lines[0]).toMatchObject({
    at: '2026-11-20T12:00:00.000Z',
    fields: { 'http.status': '400', 'jwt.sub': 'bob', error: 'mcp: Unknown tool: x' },
  })
  const [exchange] = await exchanges.list(owner, 1)
  const all = JSON.stringify([view, await exchanges.one(owner, exchange?.id ?? '')])
  expect(all).toContain('eyJ0Ijoi…')
  expect(all).not.toContain(session)
  expect(all).not.toContain('abcdefghijklm')
})
