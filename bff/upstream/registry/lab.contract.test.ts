import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import type { BffEvent } from '../../contract.ts'
import type { TokenSource } from '../../session/types.ts'
import { startLab, type TestLab } from '../../testing/lab.ts'
import { held, signInOf, upstreamOf } from '../../testing/upstream.ts'
import { mask } from '../redact.ts'

const signIn = signInOf('presenter')
const as = (persona: string) => ({ persona, signIn })
const everything = { search: '', facets: [], offset: 0, limit: 200 }
const apply = (text: string, dryRun = false) => ({ text, dryRun, values: {} })
/** Seconds from the registry's acceptance to readiness, and some for a slow machine. */
const patience = { timeout: 15_000, interval: 20 }

/** Tokens of the registry's demo identity provider, one for each profile. */
function demoTokens(registry: string): TokenSource {
  return {
    async get(profile) {
      const form = { grant_type: 'client_credentials', client_id: profile }
      const scope = 'openid profile email Groups'
      const body = new URLSearchParams({ ...form, scope })
      const answer = await fetch(`${registry}/api/autoauth/oauth/token`, { method: 'POST', body })
      const { access_token: token } = (await answer.json()) as { access_token: string } // RFC 6749 section 5.1
      return held(token)
    },
    renew: async () => null,
  }
}

const deployment = (name: string, runtime: string, key = 'v1') =>
  `apiVersion: ar.dev/v1alpha1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  targetRef: { kind: Agent, name: solofieldassistant }\n  runtimeRef: { kind: Runtime, name: ${runtime} }\n  env:\n    KEY: ${key}\n`

describe('AgentRegistry Enterprise', () => {
  let lab: TestLab
  let url: string
  beforeAll(async () => {
    lab = await startLab()
    url = lab.origins['registry'] ?? ''
  }, 60_000)
  afterAll(() => lab.close())

  const consoleOf = () => {
    const personas = ['alice', 'bob', 'eve']
    const profiles: Record<string, string> = { alice: 'admin', bob: 'docs', eve: 'norole' }
    const tokens = demoTokens(url)
    return upstreamOf({
      registry: { url, personas, pollEvery: '250ms' },
      tokens: { ...tokens, get: (persona, who) => tokens.get(profiles[persona] ?? '', who) },
      clock: Date.now,
    })
  }

  test('edition, version and every feature are told', async () => {
    const { registry } = consoleOf().upstream
    const view = await registry.view(as('alice'))
    expect(view).toMatchObject({ edition: 'enterprise', version: expect.stringMatching(/^v20/) })
    expect([...Object.values(view.kinds), ...Object.values(view.features)]).not.toContainEqual(
      expect.objectContaining({ available: false }),
    )
  })

  test('who sees what is the registry’s decision: admin everything, docs two agents, norole none', async () => {
    const { registry } = consoleOf().upstream
    const names = async (persona: string) =>
      (await registry.list(as(persona), 'agents', everything)).items.map(
        ({ object }) => object.metadata.name,
      )
    expect(await names('alice')).toContain('solofieldassistant')
    expect(await names('bob')).toEqual(['docs-reviewer', 'release-notes'])
    expect(await names('eve')).toEqual([])
    const { kinds } = await registry.view(as('eve'))
    expect(kinds.accesspolicies.reason).toContain('registry admin required')
    expect(await registry.whoami(as('bob'))).toMatchObject({
      mappedRoles: ['docs'],
      resolvedRoles: [{ name: 'docs' }],
    })
    await expect(
      registry.detail(as('eve'), { kind: 'agents', name: 'solofieldassistant' }),
    ).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('the seed: one agent on two runtimes, each with its platform', async () => {
    const { registry } = consoleOf().upstream
    const { related } = await registry.detail(as('alice'), {
      kind: 'agents',
      name: 'solofieldassistant',
    })
    expect(related).toMatchObject([
      { runtime: { name: 'aws-agentcore', platform: 'AWS', region: 'us-east-1' } },
      { runtime: { name: 'kagent-tor1', platform: 'Kubernetes', type: 'Kagent' } },
    ])
  })

  test('a failed deployment has its reason, a discovered one its origin, and neither lies', async () => {
    const { registry } = consoleOf().upstream
    const row = async (name: string) => registry.detail(as('alice'), { kind: 'deployments', name })
    await expect
      .poll(async () => (await row('release-notes-eu')).status, patience)
      .toMatchObject({ phase: 'failed', message: expect.stringContaining('AssumeRole denied') })
    const { items } = await registry.list(as('alice'), 'deployments', {
      ...everything,
      facets: ['origin:discovered'],
    })
    expect(items).toMatchObject([{ origin: 'discovered', status: { words: 'Discovered' } }])
    await expect(
      registry.logs(as('alice'), { name: 'release-notes-eu' }, 10),
    ).rejects.toMatchObject({
      message: expect.stringMatching(/^The runtime did not give the logs .* AssumeRole denied/),
    })
  })

  test('deploy, Progressing, Ready, undeploy: told as it happens, with the name taken until it is gone', async () => {
    const { upstream, hub } = consoleOf()
    const { registry } = upstream
    const events: BffEvent[] = []
    const leave = hub.subscribe({
      subject: 'presenter',
      signIn: signIn.id,
      send: (event) => events.push(event),
    })
    const unwatch = registry.watch()
    onTestFinished(() => {
      unwatch()
      leave()
    })
    const place = { kind: 'deployments', name: 'contract' }
    /** What the page shows: it reads the list again only when an event names its row. */
    const shown: string[] = []
    /** Milliseconds from a change in the registry until it was shown. */
    const behind: number[] = []
    const follow = async () => {
      const mine = events
        .splice(0)
        .some(({ event, data }) => event === 'registry' && data.names.includes(place.name))
      if (mine) {
        const { items } = await registry.list(as('alice'), 'deployments', everything)
        const row = items.find(({ object }) => object.metadata.name === place.name)
        shown.push(row?.status?.phase ?? 'gone')
        behind.push(Date.now() - Date.parse(row?.status?.since ?? ''))
      }
      return shown.at(-1)
    }
    await registry.list(as('alice'), 'deployments', everything)
    const created = await registry.apply(
      as('alice'),
      apply(deployment('contract', 'aws-agentcore')),
    )
    expect(created).toMatchObject({ results: [{ status: 'created', line: 1 }] })
    await expect.poll(follow, patience).toBe('deployed')
    expect(shown).toContain('deploying')
    expect(behind.at(-1)).toBeLessThan(2_000)
    const lines = await registry.logs(as('alice'), place, 20)
    expect(lines.map(({ line }) => line)).toContain('started')

    const masked = await registry.apply(
      as('alice'),
      apply((await registry.detail(as('alice'), place)).yaml),
    )
    expect(masked).toMatchObject({ results: [{ status: 'unchanged' }] })
    expect(await registry.reveal(as('alice'), place)).toEqual({ 'spec.env.KEY': 'v1' })

    expect(await registry.remove(as('alice'), place)).toHaveLength(2)
    const again = await registry.apply(as('alice'), apply(deployment('contract', 'aws-agentcore')))
    expect(again).toMatchObject({
      results: [{ status: 'failed', error: expect.stringContaining('is terminating') }],
    })
    await expect.poll(follow, patience).toBe('gone')
    expect(shown).toContain('terminating')
  }, 40_000)

  test('reconcile starts a deployment over', async () => {
    const { registry } = consoleOf().upstream
    const place = { kind: 'deployments', name: 'solofieldassistant-kagent' }
    const { object } = await registry.reconcile(as('alice'), place)
    expect(object.metadata.annotations).toHaveProperty(['reconcile.agentregistry.dev/force'])
    expect(JSON.stringify(object.spec['env'])).toContain(mask)
  })

  test('a dry run stores nothing, and what fails names its line', async () => {
    const { registry } = consoleOf().upstream
    const text = `${deployment('dry', 'kagent-tor1')}---\n${deployment('lost', 'nowhere')}`
    expect(await registry.apply(as('alice'), apply(text, true))).toMatchObject({
      dryRun: true,
      results: [
        { name: 'dry', status: 'dry-run', would: 'create', line: 1 },
        { name: 'lost', status: 'failed', line: 11, error: expect.stringMatching(/^refs: /) },
      ],
    })
    await expect(
      registry.detail(as('alice'), { kind: 'deployments', name: 'dry' }),
    ).rejects.toMatchObject({ code: 'not_found' })
    expect(await registry.apply(as('bob'), apply(text))).toMatchObject({
      results: [{ status: 'failed', error: expect.stringMatching(/^forbidden/) }, {}],
    })
  })

  test('what a dry run foretells is what applying does', async () => {
    const { registry } = consoleOf().upstream
    for (const [kind, name] of [
      ['agents', 'release-notes'],
      ['mcpservers', 'solo-kb'],
      ['deployments', 'solofieldassistant-kagent'],
      ['runtimes', 'aws-agentcore'],
      ['accesspolicies', 'viewer'],
    ] as const) {
      const { yaml } = await registry.detail(as('alice'), { kind, name })
      const foretold = await registry.apply(as('alice'), apply(yaml, true))
      expect(foretold, name).toMatchObject({ results: [{ would: 'nothing' }] })
      const done = await registry.apply(as('alice'), apply(yaml))
      expect(done, name).toMatchObject({ results: [{ status: 'unchanged' }] })
    }
    const { yaml } = await registry.detail(as('alice'), { kind: 'agents', name: 'release-notes' })
    const changed = yaml.replace(/description: .*/, 'description: Says something else.')
    expect(await registry.apply(as('alice'), apply(changed, true))).toMatchObject({
      results: [{ would: 'change' }],
    })
    expect(await registry.apply(as('alice'), apply(changed))).toMatchObject({
      results: [{ status: 'configured' }],
    })
  })

  test('an AWS account gets its template, and its external id with it', async () => {
    const { registry } = consoleOf().upstream
    const setup = await registry.awsSetup(as('alice'), { awsAccountId: '111122223333' })
    expect(setup.cloudFormationYaml).toContain(setup.externalId)
  })
})

describe('AgentRegistry OSS with the newer status', () => {
  let lab: TestLab
  beforeAll(async () => {
    lab = await startLab({ LAB_REGISTRY_EDITION: 'oss', LAB_REGISTRY_STATUS: 'runtime' })
  }, 60_000)
  afterAll(() => lab.close())

  test('is told by name, with a reason for everything that it lacks, and works without a token', async () => {
    const url = lab.origins['registry'] ?? ''
    const { registry } = upstreamOf({ registry: { url }, clock: Date.now }).upstream
    const nobody = { persona: null, signIn }
    const view = await registry.view(nobody)
    expect(view.edition).toBe('oss')
    expect(view.features.chat).toEqual({
      available: false,
      reason: expect.stringContaining('open-source edition, which has no chat endpoint'),
    })
    expect(view.kinds.accesspolicies.available).toBe(false)
    expect(view.kinds.deployments).toEqual({ available: true })
    await expect
      .poll(
        async () =>
          (
            await registry.list(nobody, 'deployments', {
              ...everything,
              search: 'solofieldassistant-kagent',
            })
          ).items[0]?.status?.phase,
        patience,
      )
      .toBe('deployed')
    await expect(registry.whoami(nobody)).rejects.toMatchObject({ code: 'not_found' })
  }, 30_000)
})
