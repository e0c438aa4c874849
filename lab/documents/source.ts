import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { type Document, isMap, isNode, isScalar, LineCounter, parseAllDocuments } from 'yaml'
import { z } from 'zod'

import { ManifestRefusal, type Place } from './refusal.ts'
import { substitute } from './variables.ts'

/** A path inside a document: `['spec', 'listeners', 0, 'port']`. */
export type Path = readonly PropertyKey[]

/** One YAML document and how to point into it. */
export interface Source {
  readonly value: unknown
  /** The place of a value, or of the nearest part of the path that exists. */
  readonly place: (path: Path) => Place
  /** The place of a key, for fields that should not be there. */
  readonly keyPlace: (path: Path, key: string) => Place
}

/** Reads the `.yaml` files of a folder in order of their names. @throws ManifestRefusal, fs errors */
export async function readSources(
  folder: string,
  variables: Readonly<Record<string, string>>,
): Promise<Source[]> {
  const files = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).toSorted()
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))
  return files.flatMap((file, index) =>
    parseSources(file, substitute(texts[index] ?? '', variables, file)),
  )
}

/** The documents of one file. @throws ManifestRefusal for text that is not YAML */
export function parseSources(file: string, text: string): Source[] {
  const lines = new LineCounter()
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { file, line, column: col }
  }
  const documents = parseAllDocuments(text, { lineCounter: lines })
  return [...documents].flatMap((document) => {
    const [error] = [...document.errors, ...document.warnings]
    if (error !== undefined)
      throw new ManifestRefusal(
        place(error.pos[0]),
        `this is not YAML: ${error.message.split('\n')[0]?.replace(/ at line .*$/, '')}`,
      )
    return document.contents === null ? [] : [toSource(document, place)]
  })
}

function toSource(document: Document, place: (offset: number) => Place): Source {
  const startOf = (path: Path): number => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) return node.range[0]
    }
    return 0
  }
  return {
    value: document.toJS(),
    place: (path) => place(startOf(path)),
    keyPlace: (path, key) => {
      const map = document.getIn(path, true)
      const pair = isMap(map)
        ? map.items.find((item) => isScalar(item.key) && item.key.value === key)
        : undefined
      return place(isNode(pair?.key) && pair.key.range ? pair.key.range[0] : startOf(path))
    },
  }
}

const named = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.object({ name: z.string(), namespace: z.string().default('default') }),
})

/** What a document is and how it is called. */
export interface Header {
  readonly apiVersion: string
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

/** @throws ManifestRefusal for a document that is no Kubernetes object */
export function headerOf({ value, place }: Source): Header {
  const document = named.safeParse(value).data
  if (document === undefined)
    throw new ManifestRefusal(
      place([]),
      'this is not a Kubernetes object; write apiVersion, kind and metadata.name',
    )
  const { apiVersion, kind, metadata } = document
  return { apiVersion, kind, ...metadata }
}

/** `Kind namespace/name` with the API group in front, which no two documents share. @throws ManifestRefusal */
export function identityOf(source: Source): string {
  const { apiVersion, kind, namespace, name } = headerOf(source)
  const group = apiVersion.includes('/') ? `${apiVersion.split('/')[0]}/` : ''
  return `${group}${kind} ${namespace}/${name}`
}
