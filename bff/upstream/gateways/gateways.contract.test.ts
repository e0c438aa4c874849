import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { startLab, type TestLab } from '../../testing/lab.ts'
import { tokensOf } from '../../testing/labGateways.ts'
import { publishedTokens } from '../../testing/publishedTokens.ts'
import { signInOf, upstreamOf } from '../../testing/upstream.ts'

let lab: TestLab
beforeAll(async () => {
  lab = await startLab()
}, 60_000)
afterAll(() => lab.close())

const signIn = signInOf('presenter')
const owner = signIn.operator.subject
const as = (gateway: string, persona: string) => ({ gateway, persona, signIn })

/** Gateways of the lab as its own configuration names them. */
async function consoleOfLab() {
  const { origins } = lab
  const cluster = (id: string, namespace: string, pod: string) => ({
    kubernetes: { url: `${origins['kubernetes']}/clusters/${id}`, namespace, pod, apply: true },
  })
  const agentgateway = { product: 'agentgateway' } as const
  const admin = (part: string) => ({ admin: origins[part] ?? '' })
  const tokens = {
    alice: await lab.mint({ person: 'alice' }),
    bob: await lab.mint({ person: 'bob' }),
    ...publishedTokens,
  }
  const made = upstreamOf({
    gateways: {
      kb: {
        ...agentgateway,
        ...admin('gatewayAdmin'),
        ...cluster('solo-kb-demo', 'kagent', 'solo-kb-demo'),
        url: `${origins['gateway']}/mcp`,
      },
      dynamic: {
        ...agentgateway,
        ...admin('dynamicGatewayAdmin'),
        ...cluster('dynamic', 'default', 'agentgateway'),
        url: `${origins['dynamicGateway']}/mcp`,
      },
      fetcher: {
        ...agentgateway,
        ...admin('sseGatewayAdmin'),
        ...cluster('website-fetcher', 'agentgateway-system', 'agentgateway'),
        url: `${origins['sseGateway']}/mcp`,
      },
      kuadrant: {
        product: 'kuadrant',
        ...admin('kuadrantBroker'),
        ...cluster('kuadrant', 'mcp-system', 'mcp-broker-router'),
        url: `${origins['kuadrantGateway']}/mcp`,
      },
      proxy: {
        product: 'mcp-proxy',
        ...admin('mcpProxyAdmin'),
        ...cluster('mcp-proxy', 'default', 'mcp-gateway'),
        url: `${origins['mcpProxy']}/sse`,
      },
    },
    tokens: tokensOf(tokens),
    clock: Date.now,
  })
  const call = (gateway: string, persona: string, tool: string, trace = false) =>
    made.upstream.call(as(gateway, persona), { tool, arguments: {}, trace })
  const names = async (gateway: string, persona: string) =>
    (await made.upstream.tools.list(as(gateway, persona))).tools.map(({ name }) => name)
  const apply = async (gateway: string, yaml: string) =>
    (await made.upstream.gateways.applying.apply(gateway, { yaml, owner, dryRun: false }))[0]
  const undo = (gateway: string, id: string | null | undefined) =>
    made.upstream.gateways.applying.undo(gateway, { undo: id ?? '', owner })
  return { ...made, call, names, apply, undo }
}

const policy = (rules: string[]) => `# who may use what
apiVersion: enterpriseagentgateway.solo.io/v1alpha1
kind: EnterpriseAgentgatewayPolicy
metadata:
  name: mcp-tool-rbac
  namespace: kagent
spec:
  targetRefs:
    - group: agentgateway.dev
      kind: AgentgatewayBackend
      name: solo-kb-mcp
  backend:
    mcp:
      authorization:
        action: Allow
        policy:
          matchExpressions:
${rules.map((rule) => `            - ${JSON.stringify(rule)}`).join('\n')}
`

describe('agentgateway', () => {
  test('a changed rule decides the next call, the console knows it at once, and it is taken back', async () => {
    const { upstream, call, names, apply, undo } = await consoleOfLab()
    const before = await upstream.policies.view('kb')
    expect(before.rules).toHaveLength(2)
    expect((await call('kb', 'bob', 'get_versions')).verdict.words).toBe('hidden, refused')

    const rule = 'jwt.groups.exists(g, g == "field-trial") && mcp.tool.name == "get_versions"'
    const applied = await apply('kb', policy([rule]))
    expect(applied).toMatchObject({ change: 'changed', name: 'mcp-tool-rbac' })
    expect((await upstream.policies.view('kb')).rules).toMatchObject([{ expression: rule }])
    expect(await names('kb', 'bob')).toEqual(['get_versions'])
    expect((await call('kb', 'bob', 'get_versions')).verdict.listed).toBe('listed')

    await undo('kb', applied?.undo)
    expect(await upstream.policies.view('kb')).toEqual(before)
    expect((await call('kb', 'bob', 'get_versions')).verdict.words).toBe('hidden, refused')
  })

  test('a rule that it cannot read is refused at its line, and nothing changes', async () => {
    const { upstream, apply } = await consoleOfLab()
    const broken = policy(['jwt.groups.exists(g, '])
    await expect(apply('kb', broken)).rejects.toMatchObject({
      status: 400,
      message: expect.stringMatching(/:18:15: /),
    })
    expect((await upstream.policies.view('kb')).rules).toHaveLength(2)
  })

  test('its own trace confirms a refusal, rule by rule, and shows nobody', async () => {
    const { call, exchanges } = await consoleOfLab()
    const refused = await call('kb', 'bob', 'get_product_info', true)
    expect(refused.trace).toMatchObject({
      result: 'deny',
      rules: [
        { mode: 'allow', matched: false },
        { mode: 'allow', matched: false },
      ],
    })
    const both = await Promise.all([
      call('kb', 'alice', 'list_products', true),
      call('kb', 'bob', 'list_products', true),
    ])
    expect(both.map(({ trace }) => trace?.rules.map(({ matched }) => matched))).toEqual([
      [true, false],
      [false, true],
    ])
    const kept = await exchanges.list(owner, 200)
    const traced = kept.filter(({ label }) => label === 'trace a call')
    const whole = await Promise.all(traced.map(({ id }) => exchanges.one(owner, id)))
    expect(whole).toHaveLength(3)
    expect(JSON.stringify([refused.trace, whole])).not.toMatch(/field-trial"]|requestState|eyJ/)
  })

  test('it tells its release, and the other products do not', async () => {
    const { upstream } = await consoleOfLab()
    const release = async (gateway: string, persona: string) =>
      (await upstream.sessions.about(as(gateway, persona))).release
    expect(await release('kb', 'alice')).toMatch(/^\d+\.\d+/)
    expect(await release('kuadrant', 'alice')).toBeUndefined()
  })

  test('its access log has the refused call, with who asked', async () => {
    const { upstream, call } = await consoleOfLab()
    await call('kb', 'bob', 'get_changelog')
    const { available, lines } = await upstream.gateways.accessLogs.view('kb', { lines: 50, owner })
    expect(available).toBe(true)
    expect(
      lines.findLast(({ fields }) => fields['gen_ai.tool.name'] === 'get_changelog')?.fields,
    ).toMatchObject({ 'http.status': '400', 'mcp.method.name': 'tools/call' })
  })

  test('a Service that is labelled while it runs is a target, and its tools are listed', async () => {
    const { upstream, names, apply, undo } = await consoleOfLab()
    const { port } = new URL(lab.origins['knowledge'] ?? '')
    const before = await names('dynamic', 'alice')
    const { manifests } = await upstream.gateways.manifests.view('dynamic')
    const yaml = manifests.find(({ kind }) => kind === 'Service')?.yaml ?? ''
    const second = yaml
      .replace(/^ {2}name: .*$/m, '  name: knowledge')
      .replace(/targetPort: \d+/, `targetPort: ${port}`)
    const applied = await apply('dynamic', second)
    expect(applied).toMatchObject({ kind: 'Service', change: 'created' })
    // a session keeps the targets that it began with
    await upstream.mcp.end(as('dynamic', 'alice'))
    const after = await names('dynamic', 'alice')
    expect(after.length).toBeGreaterThan(before.length)
    const { naming } = await upstream.policies.view('dynamic')
    expect(naming.targets.map(({ prefix }) => prefix)).toContain('knowledge-3001')
    await undo('dynamic', applied?.undo)
    await upstream.mcp.end(as('dynamic', 'alice'))
    expect(await names('dynamic', 'alice')).toEqual(before)
  })
})

test('mcp-proxy refuses until its policy is applied, and again once it is taken back', async () => {
  const { upstream, call, apply, undo } = await consoleOfLab()
  const tool = 'default/mcp-tool:convert_to_markdown'
  expect((await call('proxy', 'seed-003', tool)).verdict.words).toBe('listed, refused')
  const applied = await apply(
    'proxy',
    `apiVersion: gateway.kgateway.dev/v1alpha1
kind: MCPAuthPolicy
metadata: { name: policy, namespace: default }
spec:
  targetRefs: [{ group: gateway.networking.k8s.io, kind: Gateway, name: mcp-gateway }]
  rules:
    - matches: [{ type: JWT, jwt: { claim: sub, value: me } }]
      resource: { kind: tool, name: ${JSON.stringify(tool)} }
`,
  )
  expect(await upstream.policies.view('proxy')).toMatchObject({
    known: true,
    engine: 'claims',
    withoutRules: 'deny',
    claimRules: [{ claim: 'sub', value: 'me', tool }],
    decidingClaims: ['sub'],
  })
  expect((await call('proxy', 'seed-003', tool)).verdict.outcome).not.toBe('refused')
  await undo('proxy', applied?.undo)
  expect((await call('proxy', 'seed-003', tool)).verdict.words).toBe('listed, refused')
})

test.each([
  ['kb', 'bob', 'EnterpriseAgentgatewayPolicy', 'AgentgatewayBackend', '2 tools'],
  ['dynamic', 'bob', undefined, 'Backend', /^\d+ tools$/],
  ['fetcher', 'seed-002', 'EnterpriseAgentgatewayPolicy', 'AgentgatewayBackend', '1 tool'],
  ['kuadrant', 'alice', undefined, undefined, '5 tools'],
  ['proxy', 'seed-003', undefined, undefined, '1 tool'],
])('the way through %s is drawn, as %s sees it', async (id, persona, guard, backend, count) => {
  const { upstream } = await consoleOfLab()
  const { nodes, edges, known } = await upstream.gateways.topology.view(id, as(id, persona))
  expect(known).toBe(true)
  const kinds = (kind: string) => nodes.filter((node) => node.kind === kind)
  expect(kinds('policy')[0]?.manifest?.kind).toBe(guard)
  expect(kinds('backend')[0]?.manifest?.kind).toBe(backend)
  expect(kinds('target').length).toBeGreaterThan(0)
  expect(kinds('tools')[0]?.facts).toEqual([[persona, expect.stringMatching(count)]])
  const ids = new Set(nodes.map((node) => node.id))
  expect(edges.flat().filter((one) => !ids.has(one))).toEqual([])
  const { manifests } = await upstream.gateways.manifests.view(id)
  const there = new Set(
    manifests.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`),
  )
  const named = nodes.flatMap(({ manifest }) => manifest ?? [])
  expect(
    named.map((one) => `${one.kind} ${one.namespace}/${one.name}`).filter((one) => !there.has(one)),
  ).toEqual([])
  expect(manifests.every(({ masked }) => masked !== true)).toBe(true)
})

test('nothing that is read of gateways, and no exchange, holds a token or a whole session id', async () => {
  const { upstream, call, exchanges } = await consoleOfLab()
  const asked = {
    kb: 'bob',
    dynamic: 'alice',
    fetcher: 'seed-002',
    kuadrant: 'bob',
    proxy: 'seed-003',
  }
  const { topology, manifests, accessLogs } = upstream.gateways
  const seen: unknown[] = []
  for (const [id, persona] of Object.entries(asked)) {
    seen.push(await call(id, persona, 'echo', true))
    seen.push(await upstream.policies.view(id), await topology.view(id, as(id, persona)))
    seen.push(await manifests.view(id), await accessLogs.view(id, { lines: 200, owner }))
  }
  const kept = await exchanges.list(owner, 500)
  const whole = await Promise.all(kept.map(({ id }) => exchanges.one(owner, id)))
  const text = JSON.stringify([seen, whole])
  // the beginning of an envelope or a JWT is shown, and the lab's published keys are
  expect(text).toContain('eyJ0Ijoi…')
  expect(text.match(/eyJ[\w-]{20,}/g)).toBeNull()
  expect(text).not.toMatch(/sessionId=\w{20}|requestState/)
})
