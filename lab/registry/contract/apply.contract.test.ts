import { afterAll, describe, expect, test } from 'vitest'

import { client } from './client.ts'
import { featuresOf } from './features.ts'
import {
  agent,
  agentCoreRuntime,
  deployment,
  documents,
  kagentRuntime,
  unique,
} from './manifests.ts'
import { openTarget } from './target.ts'

const target = await openTarget()
const has = await featuresOf(target)
const { send, apply } = client(target)
const names = { kagent: unique(), aws: unique(), agent: unique(), one: unique(), two: unique() }
const everything = documents(
  deployment(names.one, names.agent, names.kagent),
  deployment(names.two, names.agent, names.aws),
  agent(names.agent),
  kagentRuntime(names.kagent),
  agentCoreRuntime(names.aws),
)
afterAll(async () => {
  await apply(everything, { method: 'DELETE' })
  await target.close()
})

const result = (kind: string, name: string, status: string) => ({
  apiVersion: 'ar.dev/v1alpha1',
  kind,
  namespace: 'default',
  name,
  status,
})

describe('the walk-through', () => {
  test('step 3 registers the runtime in the cluster', async () => {
    const answer = await apply(kagentRuntime(names.kagent))
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({ results: [result('Runtime', names.kagent, 'created')] })
  })

  test.skipIf(!has.agentCore)('step 3 registers the runtime in AWS', async () => {
    const second = await apply(agentCoreRuntime(names.aws))
    expect(second.body).toEqual({ results: [result('Runtime', names.aws, 'created')] })
  })

  test('step 6 registers the agent under the tag latest', async () => {
    expect((await apply(agent(names.agent))).body).toEqual({
      results: [{ ...result('Agent', names.agent, 'created'), tag: 'latest' }],
    })
    expect((await send(`/v0/agents/${names.agent}`)).body).toMatchObject({
      metadata: { tag: 'latest' },
      spec: {
        modelProvider: 'bedrock',
        modelName: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
        source: { repository: { branch: 'main' } },
      },
    })
  })

  test.skipIf(!has.agentCore)('step 7 deploys it twice in one stream', async () => {
    const { body } = await apply(
      documents(
        deployment(names.one, names.agent, names.kagent),
        deployment(names.two, names.agent, names.aws),
      ),
    )
    expect(body).toEqual({
      results: [
        result('Deployment', names.one, 'created'),
        result('Deployment', names.two, 'created'),
      ],
    })
  })

  test('applied again, everything is unchanged; with a change, configured', async () => {
    expect((await apply(agent(names.agent))).body).toMatchObject({
      results: [{ status: 'unchanged' }],
    })
    const changed = agent(names.agent).replace('Answers questions', 'Answers all questions')
    expect((await apply(changed)).body).toMatchObject({ results: [{ status: 'configured' }] })
  })

  test('one JSON document is taken as well, by any content type', async () => {
    const body = JSON.stringify({
      apiVersion: 'ar.dev/v1alpha1',
      kind: 'Prompt',
      metadata: { name: names.agent },
      spec: { content: 'hello' },
    })
    const answer = await apply(body, { type: 'application/json' })
    expect(answer.body).toMatchObject({ results: [{ kind: 'Prompt', status: 'created' }] })
    expect((await apply(body, { method: 'DELETE' })).body).toMatchObject({
      results: [{ status: 'deleted' }],
    })
  })
})

const prompt = (name: string, spec = '{ content: x }') =>
  `apiVersion: ar.dev/v1alpha1\nkind: Prompt\nmetadata: { name: ${name} }\nspec: ${spec}\n`

describe('a stream', () => {
  test('goes on after a document that fails', async () => {
    const name = unique()
    const { status, body } = await apply(
      documents(prompt('Not_A_Name'), prompt(name), deployment(unique(), 'nobody', 'nowhere')),
    )
    expect(status).toBe(200)
    expect(body).toMatchObject({
      results: [
        { status: 'failed', error: 'validation: metadata.name: invalid format: "Not_A_Name"' },
        { status: 'created' },
        {
          status: 'failed',
          error:
            'refs: spec.targetRef: referenced resource not found; spec.runtimeRef: referenced resource not found',
        },
      ],
    })
    await apply(prompt(name), { method: 'DELETE' })
  })

  test('a dry run writes nothing, so later documents miss earlier ones', async () => {
    const [name, runtime, dep] = [unique(), unique(), unique()]
    const { body } = await apply(
      documents(agent(name), kagentRuntime(runtime), deployment(dep, name, runtime)),
      { query: '?dryRun=true' },
    )
    expect(body).toMatchObject({
      results: [
        { status: 'dry-run' },
        { status: 'dry-run' },
        { status: 'failed', error: expect.stringMatching(/^refs: /) },
      ],
    })
    expect((await send(`/v0/runtimes/${runtime}`)).status).toBe(404)
  })

  test.each([
    ['kind: Foo', 'decode: document 0: v1alpha1: missing apiVersion'],
    ['apiVersion: ar.dev/v1alpha1\nkind: Foo', 'decode: document 0: v1alpha1: unknown kind "Foo"'],
    [
      'apiVersion: ar.dev/v2\nkind: Agent',
      'decode: document 0: v1alpha1: unsupported apiVersion "ar.dev/v2" (want "ar.dev/v1alpha1")',
    ],
    ['apiVersion: ar.dev/v1alpha1', 'decode: document 0: v1alpha1: missing kind'],
    [
      deployment('d', 'a', 'r').replace('AWS_REGION: us-east-1', 'KEY: { secretRef: { name: s } }'),
      expect.stringMatching(
        /^decode: document 0: v1alpha1: decode Deployment: .*json: cannot unmarshal object into Go struct field Deployment\.spec\.env of type string$/,
      ),
    ],
    ['a: [', expect.stringMatching(/^decode: document 0: v1alpha1: .*yaml: line \d+: /)],
  ])('%j does not decode: one failed result without a name', async (yaml, error) => {
    const { status, body } = await apply(yaml)
    expect(status).toBe(200)
    expect(body).toEqual({
      results: [{ apiVersion: '', kind: '', name: '', status: 'failed', error }],
    })
  })

  test.each([
    [
      'Runtime',
      '{ type: Foo }',
      /^validation: spec\.type: unknown runtime type: "Foo" \(known: \[/,
    ],
    ['Runtime', '{}', /^validation: spec\.type: required field missing$/],
    [
      'Runtime',
      '{ type: Kagent, config: {} }',
      /^validation: spec\.config\.kagentUrl: required field missing$/,
    ],
    [
      'Deployment',
      '{}',
      /^validation: spec\.targetRef\.kind: required field missing; spec\.targetRef\.name: required field missing; spec\.runtimeRef\.kind: required field missing; spec\.runtimeRef\.name: required field missing$/,
    ],
    [
      'MCPServer',
      '{}',
      /^validation: spec: required field missing: one of spec\.source or spec\.remote must be set$/,
    ],
    [
      'MCPServer',
      '{ source: { package: { origin: { type: npm, identifier: "@x/y" }, transport: { type: stdio } } } }',
      /^registries: spec\.source\.package\.origin: npm package "@x\/y" cannot be verified/,
    ],
    [
      'Agent',
      '{ skills: [{ name: s }] }',
      /^validation: spec: invalid format: plugins\/skills\/instructions require compatibleHarnesses$/,
    ],
    [
      'Model',
      '{ provider: openai, model: m }',
      /^validation: spec\.provider: invalid format: "openai" \(known: \[bedrock\]\)$/,
    ],
  ])('%s with %s is refused in the words of the product', async (kind, spec, error) => {
    const yaml = `apiVersion: ar.dev/v1alpha1\nkind: ${kind}\nmetadata: { name: x }\nspec: ${spec}\n`
    expect((await apply(yaml)).body).toMatchObject({
      results: [{ kind, status: 'failed', error: expect.stringMatching(error) }],
    })
  })

  test('a kind in another case is found by none of the stores', async () => {
    const { body } = await apply(prompt('x').replace('kind: Prompt', 'kind: prompt'))
    expect(body).toMatchObject({
      results: [{ status: 'failed', error: 'unknown or unconfigured kind "prompt"' }],
    })
  })

  test('numbers become text where text is asked for, as YAML writers expect', async () => {
    const name = unique()
    const yaml = prompt(name).replace(`name: ${name}`, `name: ${name}, tag: 2025.2`)
    expect((await apply(yaml)).body).toMatchObject({ results: [{ tag: '2025.2' }] })
    await apply(yaml, { method: 'DELETE' })
  })
})

describe('deleting by manifest', () => {
  test('takes every tag where none is named', async () => {
    const name = unique()
    await apply(documents(agent(name), agent(name, '1.0.0')))
    expect((await apply(agent(name), { method: 'DELETE' })).body).toEqual({
      results: [{ ...result('Agent', name, 'deleted'), tag: 'latest' }],
    })
    expect((await send(`/v0/agents/${name}/1.0.0`)).status).toBe(404)
  })

  test('says not found for what is not there', async () => {
    const { body } = await apply(kagentRuntime('not-there'), { method: 'DELETE' })
    expect(body).toMatchObject({
      results: [{ status: 'failed', error: 'not found: default/not-there' }],
    })
  })
})

describe.skipIf(!has.demoAuth || !has.labSeed)('permission is per document', () => {
  test('docs may publish a prompt and no agent', async () => {
    const name = unique()
    const { body } = await apply(documents(agent(name), prompt(name)), { as: 'docs' })
    expect(body).toMatchObject({
      results: [
        {
          status: 'failed',
          error: `forbidden: requires registry:publish on agent "${name}"`,
        },
        { status: 'created' },
      ],
    })
  })

  test('deploying needs the permission on the target', async () => {
    const manifest = deployment(unique(), 'solofieldassistant', 'kagent-tor1')
    expect((await apply(manifest, { as: 'viewer' })).body).toMatchObject({
      results: [
        {
          status: 'failed',
          error: 'forbidden: requires registry:deploy on agent "solofieldassistant"',
        },
      ],
    })
    expect((await apply(manifest, { as: 'engineering' })).body).toMatchObject({
      results: [{ status: 'created' }],
    })
  })

  test('a policy is written by registry admins alone', async () => {
    const policy = `apiVersion: ar.dev/v1alpha1
kind: AccessPolicy
metadata: { name: mine }
spec:
  principals: [{ kind: Role, name: docs }]
  rules: [{ actions: ['registry:*'], resources: [{ kind: agent, name: '*' }] }]
`
    expect((await apply(policy, { as: 'docs' })).body).toMatchObject({
      results: [{ status: 'failed', error: 'forbidden: registry admin required' }],
    })
    const invoke = policy.replace("'registry:*'", "'runtime:invoke'")
    expect((await apply(invoke)).body).toMatchObject({
      results: [
        { status: 'failed', error: expect.stringMatching(/^validation: .*"\*" is refused$/) },
      ],
    })
  })
})
