import { beforeAll, describe, expect, test } from 'vitest'

import { type Library, loadLibrary } from './library.ts'
import { parseChecked, splitFrontMatter } from './read.ts'
import { productHead, productIds } from './shapes.ts'

let library: Library
beforeAll(async () => {
  library = await loadLibrary()
})

describe('use cases', () => {
  test('name only kinds that the CRD map has', () => {
    const kinds = new Set(library.crds.map((crd) => crd.kind))
    for (const { file, crds } of library.useCases)
      expect([file, crds.filter((kind) => !kinds.has(kind))]).toEqual([file, []])
  })

  test('tell how to see that it works and where people stumble', () => {
    for (const { file, body } of library.useCases)
      expect([file, ...(body.match(/^## .*$/gm) ?? [])]).toEqual([
        file,
        '## How to see that it works',
        '## Pitfalls',
      ])
  })
})

test('every product has kinds, versions, interfaces and an identity table', () => {
  for (const id of productIds) {
    const product = library.products.find((each) => each.id === id)
    expect(product?.info).toContain('| **OSS License** | Apache 2.0 |')
    expect(product?.apis).toContain(': interfaces')
    expect(library.crds.some((crd) => crd.product === id)).toBe(true)
    expect(library.versions.some((version) => version.product === id)).toBe(true)
  }
})

test('no version is dated after today', () => {
  const today = new Date().toISOString().slice(0, 10)
  for (const { product, version, date } of library.versions)
    expect([product, version, date <= today]).toEqual([product, version, true])
})

test('every field lives below spec, status or metadata', () => {
  for (const { kind, fields } of library.crds) {
    expect([kind, fields.length > 0]).toEqual([kind, true])
    for (const { path } of fields) expect(path).toMatch(/^(spec|status|metadata)\./)
  }
})

test('a file without front matter or with a wrong field is refused by name', () => {
  expect(() => splitFrontMatter('x.md', '# no head')).toThrow('content/x.md has no front matter')
  expect(() => parseChecked('products/x.md', 'id: nginx', productHead)).toThrow(
    /content\/products\/x\.md:[\s\S]*id/,
  )
})
