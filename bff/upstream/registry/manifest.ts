import { type Document, LineCounter, parseAllDocuments } from 'yaml'

import { textAt } from './envelope.ts'

/** One document of a text that is to be applied. */
export interface ManifestDocument {
  kind: string
  name: string
  namespace?: string
  tag?: string
  /** Of its first key, 1-based. */
  line: number
  value: unknown
  /** The same with the offsets of its values in the text. */
  source: Document
}

export interface TextProblem {
  line: number
  column: number
  message: string
}

/** Where an offset of the text stands, 1-based. */
type Place = (offset: number) => { line: number; column: number }

export interface Manifest {
  documents: ManifestDocument[]
  problems: TextProblem[]
  place: Place
}

/** More references than any manifest needs; a bomb of aliases has more. */
const mostAliases = 100

/** YAML or JSON as documents with a kind and a name each. Empty documents and comments count for nothing. */
export function readManifest(text: string): Manifest {
  const lines = new LineCounter()
  const place: Place = (offset) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const manifest: Manifest = { documents: [], problems: [], place }
  const complain = (offset: number, message: string) =>
    manifest.problems.push({ ...place(offset), message })

  for (const source of parseAllDocuments(text, { lineCounter: lines, prettyErrors: false })) {
    if (source.errors.length > 0) {
      for (const { pos, message } of source.errors) complain(pos[0], message)
      continue
    }
    if (source.contents === null) continue
    const offset = source.contents.range?.[0] ?? 0
    const value = valueOf(source)
    if (value === null || value === undefined) continue
    const kind = textAt(value, 'kind')
    const name = textAt(value, 'metadata', 'name')
    if (typeof value !== 'object' || Array.isArray(value))
      complain(offset, 'A document is a mapping with apiVersion, kind, metadata and spec.')
    else if (kind === undefined) complain(offset, 'This document has no kind.')
    else if (name === undefined) complain(offset, `This ${kind} has no metadata.name.`)
    else {
      const namespace = textAt(value, 'metadata', 'namespace')
      const tag = textAt(value, 'metadata', 'tag')
      manifest.documents.push({
        kind,
        name,
        ...(namespace === undefined ? {} : { namespace }),
        ...(tag === undefined ? {} : { tag }),
        line: place(offset).line,
        value,
        source,
      })
    }
  }
  if (manifest.documents.length === 0 && manifest.problems.length === 0)
    complain(0, 'There is no document in this text.')
  return manifest
}

function valueOf(source: Document): unknown {
  try {
    return source.toJS({ maxAliasCount: mostAliases })
  } catch {
    return 'too many aliases'
  }
}
