import { expect, test } from 'vitest'

import { recordOf } from '../../testing/registry.ts'
import { wouldDo } from './would.ts'

const own = 'agentregistry.solo.io/origin'
const record = recordOf(
  'Agent',
  'a',
  { image: 'a:1', env: [{ name: 'A', value: '1' }] },
  {
    labels: { team: 'docs' },
    annotations: { [own]: 'managed', 'reconcile.agentregistry.dev/force': 'now' },
  },
)
const { spec } = record
const labels = { team: 'docs' }

test.each([
  ['the same', { metadata: { name: 'a', labels }, spec }, 'nothing'],
  [
    'the same with what is empty',
    { metadata: { labels }, spec: { ...spec, skills: [], on: false, limits: { cpu: '' } } },
    'nothing',
  ],
  [
    'the same with an annotation that the registry wrote',
    { metadata: { labels, annotations: { [own]: 'managed' } }, spec },
    'nothing',
  ],
  [
    'such an annotation with another value',
    { metadata: { labels, annotations: { [own]: 'x' } }, spec },
    'change',
  ],
  ['another value', { metadata: { labels }, spec: { ...spec, image: 'a:2' } }, 'change'],
  ['a value more', { metadata: { labels }, spec: { ...spec, port: 80 } }, 'change'],
  ['a list that is shorter', { metadata: { labels }, spec: { ...spec, env: [] } }, 'change'],
  ['another label', { metadata: { labels: { team: 'x' } }, spec }, 'change'],
  ['an annotation', { metadata: { labels, annotations: { note: 'n' } }, spec }, 'change'],
  [
    'less, which may be filled in or removed',
    { metadata: { labels }, spec: { image: 'a:1' } },
    undefined,
  ],
  ['no labels', { metadata: { name: 'a' }, spec }, undefined],
])('a document that says %s', (_, document, would) => {
  expect(wouldDo(document, record)).toBe(would)
})

test('a name that is not there would be created; of a Secret and of what is being deleted nothing is claimed', () => {
  expect(wouldDo({ spec }, null)).toBe('create')
  expect(wouldDo({ spec: {} }, recordOf('Secret', 's'))).toBeUndefined()
  const leaving = recordOf('Agent', 'a', spec, { deletionTimestamp: '2026-11-20T11:59:00Z' })
  expect(wouldDo({ spec: { image: 'a:2' } }, leaving)).toBeUndefined()
})
