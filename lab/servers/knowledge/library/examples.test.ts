import { beforeAll, expect, test } from 'vitest'
import { type Document, parseAllDocuments } from 'yaml'

import { type Library, loadLibrary } from './library.ts'

interface Manifest {
  apiVersion: string
  kind: string
  spec: unknown
}

let library: Library
let documents: [string, Document][]
beforeAll(async () => {
  library = await loadLibrary()
  documents = library.useCases.flatMap(({ file, body }) =>
    yamlBlocks(body)
      .flatMap((block) => parseAllDocuments(block))
      .map((document): [string, Document] => [file, document]),
  )
})

const yamlBlocks = (markdown: string) =>
  [...markdown.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, yaml = '']) => yaml)

const manifestOf = (document: Document) => document.toJS() as Manifest // every example is a manifest

/** The paths of all single values, as `spec.targets[].name`. */
function leaves(value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => leaves(item, `${path}[]`))
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, `${path}.${key}`))
}

test('every use case has an example, and all examples parse', () => {
  expect(new Set(documents.map(([file]) => file)).size).toBe(library.useCases.length)
  for (const [file, { errors }] of documents) expect([file, errors]).toEqual([file, []])
})

test('the kinds of examples have the apiVersion of the CRD map', () => {
  const known = new Set(library.crds.map((crd) => `${crd.group}/${crd.version} ${crd.kind}`))
  for (const [file, document] of documents) {
    const { apiVersion, kind } = manifestOf(document)
    const id = `${apiVersion} ${kind}`
    expect([file, id, known.has(id) || id === 'v1 Service']).toEqual([file, id, true])
  }
})

test('examples use only fields that are listed, or lie inside a listed one', () => {
  for (const [file, document] of documents) {
    const { apiVersion, kind, spec } = manifestOf(document)
    const crd = library.crds.find(
      (each) => `${each.group}/${each.version}` === apiVersion && each.kind === kind,
    )
    if (crd === undefined) continue
    const listed = crd.fields.map((field) => field.path)
    const strange = leaves(spec, 'spec').filter(
      (leaf) =>
        !listed.some(
          (path) => leaf === path || leaf.startsWith(`${path}.`) || leaf.startsWith(`${path}[]`),
        ),
    )
    expect([file, kind, strange]).toEqual([file, kind, []])
  }
})
