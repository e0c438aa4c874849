import { expect, test } from 'vitest'

import type { ApplyView } from '../../contract.ts'
import { recordOf, startRegistry } from '../../testing/registry.ts'
import { signInOf, upstreamOf } from '../../testing/upstream.ts'
import { mask } from '../redact.ts'

const caller = { persona: 'alice', signIn: signInOf('presenter') }
const agent = 'apiVersion: ar.dev/v1alpha1\nkind: Agent\nmetadata:\n  name: a\n'

async function applied(
  text: string,
  { dryRun = false, values = {} }: { dryRun?: boolean; values?: Record<string, string> } = {},
) {
  const double = await startRegistry({
    deployments: [recordOf('Deployment', 'd', { env: { KEY: 'kept "as it was"' } })],
  })
  const { upstream } = upstreamOf({ registry: { url: double.origin, personas: ['alice'] } })
  const view = await upstream.registry.apply(caller, { text, dryRun, values })
  return { view, double }
}

const sent = ({ double }: Awaited<ReturnType<typeof applied>>) => double.bodies

test('every result knows the line of its document', async () => {
  const { view } = await applied(
    `# first\n${agent}---\n---\n\nkind: Agent\nmetadata: { name: b }\n`,
  )
  expect(view).toEqual<ApplyView>({
    outcome: 'answered',
    dryRun: false,
    results: [
      { kind: 'Agent', name: 'a', status: 'created', line: 2 },
      { kind: 'Agent', name: 'b', status: 'created', line: 9 },
    ],
  })
})

test('a dry run says so to the registry', async () => {
  const { view, double } = await applied(agent, { dryRun: true })
  expect(view).toMatchObject({ dryRun: true, results: [{ status: 'dry-run' }] })
  expect(double.requests).toContain('POST /v0/apply?dryRun=true')
})

test('a dry run tells what each document would do, masked values included, and once for each record', async () => {
  const text = [
    deployment('d', mask),
    deployment('d', 'second'),
    deployment('other', 'x'),
    'kind: Widget\nmetadata: { name: w }\n',
  ].join('---\n')
  const { view } = await applied(text, { dryRun: true })
  expect(view).toMatchObject({
    results: [{ would: 'nothing' }, { name: 'd' }, { would: 'create' }, { name: 'w' }],
  })
  const results = view.outcome === 'answered' ? view.results : []
  expect(results.map(({ would }) => would)).toEqual(['nothing', undefined, 'create', undefined])
  const { view: changed } = await applied(deployment('d', 'new'), { dryRun: true })
  expect(changed).toMatchObject({ results: [{ status: 'dry-run', would: 'change' }] })
  const { view: real, double } = await applied(deployment('d', 'new'))
  expect(real).toMatchObject({ results: [{ status: 'created' }] })
  expect(double.requests).toEqual(['POST /v0/apply'])
})

test('JSON is taken too', async () => {
  const { view } = await applied(JSON.stringify(recordOf('Agent', 'j')))
  expect(view).toMatchObject({ results: [{ name: 'j', status: 'created', line: 1 }] })
})

test('placeholders without a value are asked for, each once, and nothing is sent', async () => {
  const text = `# \${IN_A_COMMENT}\n${agent}spec: { image: "\${ACCOUNT}.x/\${REPO}:\${TAG:-1.0}", again: "\${REPO}" }\n`
  const first = await applied(text)
  expect(first.view).toEqual({ outcome: 'placeholders', names: ['ACCOUNT', 'REPO'] })
  expect(sent(first)).toEqual([])
  const second = await applied(text, { values: { ACCOUNT: '1', REPO: 'r' } })
  expect(sent(second)[0]).toContain('image: "1.x/r:1.0", again: "r"')
})

test.each([
  ['broken YAML', `${agent}spec: a: b\n`, 5, 7, /^Nested mappings/],
  [
    'no kind',
    'apiVersion: ar.dev/v1alpha1\nmetadata: { name: a }\n',
    1,
    1,
    'This document has no kind.',
  ],
  ['no name', `${agent}---\nkind: Agent\nmetadata: {}\n`, 6, 1, 'This Agent has no metadata.name.'],
  ['a list', '- a\n', 1, 1, /A document is a mapping/],
  ['nothing', '# only this\n', 1, 1, 'There is no document in this text.'],
])(
  '%s is told with line and column, and nothing is sent',
  async (_, text, line, column, message) => {
    const done = await applied(text)
    const wanted = typeof message === 'string' ? message : expect.stringMatching(message)
    expect(done.view).toMatchObject({
      outcome: 'unreadable',
      problems: [{ line, column, message: wanted }],
    })
    expect(sent(done)).toEqual([])
  },
)

const deployment = (name: string, key: string) =>
  `kind: Deployment\nmetadata: { name: ${name} }\nspec:\n  env:\n    KEY: ${key}\n`

test('a value that was shown masked stays what it was', async () => {
  expect(sent(await applied(deployment('d', mask)))).toEqual([
    deployment('d', '"kept \\"as it was\\""'),
  ])
})

test('a new value is sent as it was written', async () => {
  expect(sent(await applied(deployment('d', 'new')))).toEqual([deployment('d', 'new')])
})

test('a mask for which the registry has nothing is told, and nothing is sent', async () => {
  const done = await applied(deployment('other', mask))
  expect(done.view).toMatchObject({ outcome: 'unreadable', problems: [{ line: 5, column: 10 }] })
  expect(sent(done)).toEqual([])
})
