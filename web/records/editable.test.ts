import { expect, test } from 'vitest'
import { parse } from 'yaml'

import { editable, maskedLines } from './editable.ts'
import { recordOf } from './testing.ts'
import { toYaml } from './yaml.ts'

const { object } = recordOf('Deployment', 'bot', {
  metadata: { uid: 'u', createdAt: '2026-11-20T09:00:00Z', labels: { team: 'docs' } },
  spec: {
    env: { AWS_REGION: '••••', 'a.b': '••••' },
    remote: { headers: [{ name: 'X-A', value: '••••' }] },
  },
})

test('masked values come back at their paths, and what the registry writes itself is gone', () => {
  const revealed = {
    'spec.env.AWS_REGION': 'us-east-1',
    'spec.env.a.b': 'dotted',
    'spec.remote.headers[0].value': 'secret',
    'spec.gone.away': 'x',
  }
  expect(editable(object, revealed)).toEqual({
    apiVersion: 'ar.dev/v1alpha1',
    kind: 'Deployment',
    metadata: { name: 'bot', labels: { team: 'docs' } },
    spec: {
      env: { AWS_REGION: 'us-east-1', 'a.b': 'dotted' },
      remote: { headers: [{ name: 'X-A', value: 'secret' }] },
    },
  })
  expect(object.spec['env']).toEqual({ AWS_REGION: '••••', 'a.b': '••••' })
})

test('a list is found by a number behind a dot too', () => {
  const { spec } = editable(object, { 'spec.remote.headers.0.value': 'v' })
  expect(spec).toMatchObject({ remote: { headers: [{ value: 'v' }] } })
})

test('a document reads back as what it was written from', () => {
  const value = { a: 'yes', b: '0123', c: 'two\nlines\n', d: [], e: 'x'.repeat(200), f: '# no' }
  expect(parse(toYaml(value))).toEqual(value)
  expect(toYaml(value)).not.toMatch(/x\n\s+x/)
})

test('lines with a mask are counted from one', () => {
  expect(maskedLines('a: 1\nb: ••••\n')).toEqual([2])
})
