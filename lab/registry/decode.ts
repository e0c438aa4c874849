import { parseAllDocuments } from 'yaml'

import type { Kinds } from './kinds/all.ts'
import type { Kind } from './kinds/kind.ts'
import { apiVersion } from './row.ts'
import { text } from './untyped.ts'

/** A document whose kind is known; nothing else of it has been looked at. */
export interface Decoded {
  kind: Kind
  /** The kind as it was written: kinds are found whatever their case, and answered as written. */
  writtenKind: string
  document: Record<string, unknown>
}

/**
 * Reads a YAML stream or one JSON document. One document that does not decode fails the whole stream,
 * before anything is written (agentregistry 84f7a5e9, scheme.go).
 * @throws Error with the product's words, `document 0: v1alpha1: unknown kind "Foo"`
 */
export function decodeDocuments(stream: string, kinds: Kinds): Decoded[] {
  const byLowerCase = new Map([...kinds].map(([name, kind]) => [name.toLowerCase(), kind]))
  const decoded: Decoded[] = []
  const documents = parseAllDocuments(stream)
  for (const [index, parsed] of [...documents].entries()) {
    const fail = (why: string) => new Error(`document ${index}: v1alpha1: ${why}`)
    const [error] = parsed.errors
    if (error)
      throw fail(
        `decode envelope: error converting YAML to JSON: yaml: line ${error.linePos?.[0].line ?? 1}: ${error.message.replace(/ at line \d+, column \d+:[^]*$/, '')}`,
      )
    const value: unknown = parsed.toJS({ maxAliasCount: 100 })
    if (value === null || value === undefined) continue
    if (typeof value !== 'object' || Array.isArray(value))
      throw fail(
        'decode envelope: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal into Go value of type v1alpha1.RawObject',
      )
    const document: Record<string, unknown> = { ...value }
    const writtenKind = text(document['kind'], '')
    if (!document['apiVersion']) throw fail('missing apiVersion')
    if (document['apiVersion'] !== apiVersion)
      throw fail(
        `unsupported apiVersion ${JSON.stringify(document['apiVersion'])} (want "${apiVersion}")`,
      )
    if (!writtenKind) throw fail('missing kind')
    const kind = byLowerCase.get(writtenKind.toLowerCase())
    if (!kind) throw fail(`unknown kind ${JSON.stringify(writtenKind)}`)
    decoded.push({ kind, writtenKind, document })
  }
  return decoded
}
