import { expect, test } from 'vitest'

import { recordOf } from '../../testing/registry.ts'
import { mask } from '../redact.ts'
import { redactRegistryBody } from './recorded.ts'
import { masked, pathText, secretsIn } from './secrets.ts'

const paths = (value: unknown) => secretsIn(value).map(({ path }) => pathText(path))

test.each([
  [
    'an environment',
    recordOf('Deployment', 'd', { env: { A: '1', name: '2' } }),
    ['spec.env.A', 'spec.env.name'],
  ],
  [
    'headers of a server',
    recordOf('MCPServer', 's', { remote: { url: 'u', headers: [{ name: 'X-A', value: 'b' }] } }),
    ['spec.remote.headers[0].value'],
  ],
  [
    'the environment of a package',
    recordOf('MCPServer', 's', {
      source: { package: { launch: { env: [{ name: 'A', value: 'b', isRequired: true }] } } },
    }),
    ['spec.source.package.launch.env[0].value'],
  ],
  [
    'an argument whose name says so',
    recordOf('MCPServer', 's', {
      launch: {
        args: [
          { name: '--api-key', value: 'k' },
          { name: '--port', value: '1' },
        ],
      },
    }),
    ['spec.launch.args[0].value'],
  ],
  [
    'data of a Secret',
    recordOf('Secret', 's', { type: 'Opaque', data: { a: 'x' }, stringData: { b: 'y' } }),
    ['spec.data.a', 'spec.stringData.b'],
  ],
  [
    'a text under a name that says so',
    recordOf('Runtime', 'r', { config: { clientSecret: 'x', auth: { token: 'y' } } }),
    ['spec.config.clientSecret', 'spec.config.auth.token'],
  ],
  [
    'a password within a URL',
    recordOf('Agent', 'a', { source: { repository: { url: 'https://me:ghp_1@github.com/x' } } }),
    ['spec.source.repository.url'],
  ],
])('%s is masked', (_, object, expected) => {
  expect(paths(object)).toEqual(expected)
  expect(JSON.stringify(masked(object)).split(mask)).toHaveLength(expected.length + 1)
})

test.each([
  ['a reference to a secret', { auth: { secretRef: { name: 'kagent', key: 'token' } } }],
  ['data of another kind', { data: { a: 'x' } }],
  ['a model', { modelName: 'claude', maxTokens: 100, url: 'https://me@github.com/x' }],
  ['an empty variable', { env: { A: '' } }],
])('%s is not masked', (_, spec) => {
  const object = recordOf('Agent', 'a', spec, { labels: { token: 'no' } })
  expect(paths(object)).toEqual([])
  expect(masked(object)).toBe(object)
})

test('masking leaves the record itself as it was', () => {
  const object = recordOf('Deployment', 'd', { env: { A: 'kept' } })
  masked(object)
  expect(object.spec['env']).toEqual({ A: 'kept' })
})

test('an exchange shows neither what was read nor what was applied', () => {
  const object = recordOf('Deployment', 'd', { env: { KEY: 'hidden-1' } })
  expect(redactRegistryBody(JSON.stringify({ items: [object] }), 'application/json')).toContain(
    `"env":{"KEY":"${mask}"}`,
  )
  const yaml = `# by hand\nkind: Deployment\nspec:\n  env: { KEY: hidden-1 } # why\n---\nkind: Secret\nspec:\n  stringData:\n    a: |\n      hidden-2\n`
  const shown = redactRegistryBody(yaml, 'application/yaml')
  expect(shown).not.toContain('hidden')
  expect(shown).toContain(`# by hand\nkind: Deployment\nspec:\n  env: { KEY: "${mask}" } # why`)
})

test.each([
  ['application/json', '{"items":[{"spec":{"env":{"KEY":"hidden'],
  ['application/yaml', 'env: { KEY: hidden\nb: ['],
])('a %s body that cannot be read is not shown', (type, body) => {
  const shown = redactRegistryBody(body, type)
  expect(shown).not.toContain('hidden')
  expect(shown).toContain('not shown')
})
