import { expect, test } from 'vitest'
import { parse } from 'yaml'

import { skeletonOf } from './skeleton.ts'

const field = (path: string, type: string) => ({
  path,
  type,
  required: false,
  values: '',
  meaning: '',
})

test('fields are nested by their paths, lists show one item, types stand for values', () => {
  const text = skeletonOf({
    kind: 'Thing',
    apiVersion: 'example.dev/v1',
    purpose: '',
    product: '',
    scope: '',
    asOf: '',
    rules: [],
    fields: [
      field('spec.a', 'object'),
      field('spec.a.b', 'integer'),
      field('spec.list', 'array'),
      field('spec.list[].name', 'string'),
      field('spec.list[].kind', 'string'),
    ],
  })
  expect(parse(text)).toEqual({
    apiVersion: 'example.dev/v1',
    kind: 'Thing',
    spec: { a: { b: '<integer>' }, list: [{ name: '<string>', kind: '<string>' }] },
  })
})
