import { LineCounter, parseAllDocuments } from 'yaml'

import { Problem } from '../../../problem.ts'
import { mask } from '../../redact.ts'
import { isRecord } from '../../wire.ts'
import type { Reference } from './documents.ts'
import type { Kind } from './kinds.ts'

/** A document that somebody wants to apply, checked as far as this side can. */
export interface Wanted {
  at: Reference
  /** As it was written, at the lines where it stood: what a cluster says of a place is then right. */
  text: string
}

export interface Allowed {
  kinds: readonly Kind[]
  /** Where a document without a namespace goes. */
  namespace: string
  namespaces: ReadonlySet<string>
}

const mostDocuments = 20

/** Reads YAML documents. Problem 400 with line and column, 403 for a kind or namespace that is not allowed. */
export function parseDocuments(yaml: string, allowed: Allowed): Wanted[] {
  const lines = new LineCounter()
  const documents = [parseAllDocuments(yaml, { lineCounter: lines })].flat()
  const wanted = documents.flatMap((document): Wanted[] => {
    const at = place(lines, document.contents?.range?.[0] ?? document.range[0])
    const [error] = document.errors
    if (error) throw wrong(place(lines, error.pos[0]), firstLine(error.message))
    if (document.contents === null) return []
    const [from, , to] = document.range
    const above = '\n'.repeat(lines.linePos(from).line - 1)
    return [{ at: read(valueOf(document, at), at, allowed), text: above + yaml.slice(from, to) }]
  })
  if (wanted.length === 0) throw wrong('1:1', 'there is no document')
  if (wanted.length > mostDocuments)
    throw wrong('1:1', `there are ${wanted.length} documents; at most ${mostDocuments} are applied`)
  return wanted
}

function read(value: unknown, at: string, allowed: Allowed): Reference {
  if (!isRecord(value)) throw wrong(at, 'a document is a map with apiVersion, kind and metadata')
  const { apiVersion, kind, metadata } = value
  if (typeof apiVersion !== 'string' || typeof kind !== 'string')
    throw wrong(at, 'a document needs apiVersion and kind')
  const { name, namespace = allowed.namespace } = isRecord(metadata) ? metadata : {}
  if (!isRecord(metadata) || typeof name !== 'string' || typeof namespace !== 'string')
    throw wrong(at, 'a document needs metadata.name')
  const found = allowed.kinds.find(
    (one) => one.apply && one.kind === kind && one.apiVersion === apiVersion,
  )
  if (found === undefined)
    throw refused(at, `${apiVersion} ${kind} is not applied from here`, kindsSaid(allowed.kinds))
  if (!allowed.namespaces.has(namespace))
    throw refused(
      at,
      `the namespace "${namespace}" is not one of this gateway`,
      `It has ${[...allowed.namespaces].join(', ')}.`,
    )
  if (JSON.stringify(value).includes(mask))
    throw wrong(at, `the document holds ${mask}, which stands for a secret; write the value itself`)
  return { kind: found, namespace, name }
}

const kindsSaid = (kinds: readonly Kind[]): string => {
  const names = kinds.filter(({ apply }) => apply).map(({ kind }) => kind)
  return `These are: ${[...new Set(names)].join(', ')}.`
}

function valueOf(document: { toJS: () => unknown }, at: string): unknown {
  try {
    return document.toJS()
  } catch (error) {
    // an alias without its anchor, or too many of them
    throw wrong(at, firstLine(error instanceof Error ? error.message : String(error)))
  }
}

function place(lines: LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset)
  return `${line}:${col}`
}

/** The library adds the source below its sentence. */
const firstLine = (text: string): string =>
  (text.split('\n')[0] ?? text).replace(/ at line \d+, column \d+:?$/, '')

const wrong = (at: string, sentence: string): Problem =>
  new Problem(400, 'bad_request', `Line ${at.replace(':', ', column ')}: ${sentence}.`, {
    hint: 'Nothing was applied. Correct it there, and apply again.',
  })

const refused = (at: string, sentence: string, hint: string): Problem =>
  new Problem(403, 'forbidden', `Line ${at.replace(':', ', column ')}: ${sentence}.`, { hint })
