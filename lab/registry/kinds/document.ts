import * as z from 'zod'

import { namespaceName, objectName, tagName } from './fields.ts'
import type { Kind } from './kind.ts'
import { secretName } from './platform.ts'
import { refusal } from './refusal.ts'

/** What a caller may say of a row; times, uid and status are the server's and are dropped when sent. */
export interface Metadata {
  name: string
  namespace?: string | undefined
  tag?: string | undefined
  labels?: Record<string, string> | undefined
  annotations?: Record<string, string> | undefined
}

// agentregistry 84f7a5e9, validation.go
const labelKey =
  /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[a-zA-Z0-9]([-a-zA-Z0-9._]{0,61}[a-zA-Z0-9])?$/
const labelValue = /^([a-zA-Z0-9]([-a-zA-Z0-9._]{0,61}[a-zA-Z0-9])?)?$/

const labels = z.record(z.string(), z.string()).superRefine((given, context) => {
  for (const [key, value] of Object.entries(given)) {
    const report = (message: string) => context.addIssue({ code: 'custom', path: [key], message })
    if (!labelKey.test(key)) report(`invalid label: key ${JSON.stringify(key)}`)
    if (!labelValue.test(value)) report(`invalid label: value ${JSON.stringify(value)}`)
  }
})

const shortName = objectName.refine((name) => name === '' || secretName.test(name), {
  error: ({ input }) => `invalid format: ${JSON.stringify(input)}`,
})

/** Kinds without tags ignore one that is sent, as Go ignores a field that it does not know. */
const dropped = z
  .unknown()
  .transform((): string | undefined => undefined)
  .optional()

const schemas = new WeakMap<Kind, ReturnType<typeof schemaOf>>()

function schemaOf(kind: Kind) {
  const metadata = z.object({
    name: kind.kind === 'Secret' ? shortName : objectName,
    namespace: namespaceName.optional(),
    tag: kind.tagged ? tagName.optional() : dropped,
    labels: labels.optional(),
    annotations: z.record(z.string(), z.string()).optional(),
  })
  return z.object({ metadata, spec: kind.spec })
}

/**
 * Reads a document of this kind. Unknown fields are dropped, as Go's decoder drops them.
 * @throws DecodeError or ValidationError, with the product's words
 */
export function readDocument(
  kind: Kind,
  input: Record<string, unknown>,
): { metadata: Metadata; spec: Record<string, unknown> } {
  let schema = schemas.get(kind)
  if (!schema) schemas.set(kind, (schema = schemaOf(kind)))
  // Go has no absent struct: what was left out is there and empty.
  const { metadata = {}, spec = {} } = input
  const read = schema.safeParse(
    { metadata: metadata ?? {}, spec: spec ?? {} },
    { reportInput: true },
  )
  if (read.success) return read.data
  throw refusal(kind.kind, read.error.issues)
}
