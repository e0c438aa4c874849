import type * as z from 'zod'

import type { ResourceRef } from './fields.ts'

/** The names that access policies use (Enterprise 2026.7.1). */
export const resourceKinds = [
  'server',
  'agent',
  'skill',
  'prompt',
  'plugin',
  'model',
  'runtime',
  'secret',
] as const
export type ResourceKind = (typeof resourceKinds)[number]

/** A reference and the field that holds it, `spec.targetRef`. */
export interface NamedRef {
  path: string
  ref: ResourceRef
}

/** A kind of the registry: how it is called, and what its spec may say. */
export interface Kind {
  kind: string
  /** Last segment of its collection's path. */
  plural: string
  /** Content kinds are kept per namespace, name and tag; the others per namespace and name. */
  tagged: boolean
  /** What access policies call it; undefined for kinds that only a registry admin may touch. */
  resource: ResourceKind | undefined
  spec: z.ZodType<Record<string, unknown>>
  /** References that must resolve when the document is applied. */
  refs: (spec: Record<string, unknown>) => NamedRef[]
  /** Fault of the whole document that only shows outside of its form; undefined when there is none. */
  verify?: (spec: Record<string, unknown>) => string | undefined
}

/** Ties a spec's schema to the functions that read it, so that each is typed by it. */
export function defineKind<Spec extends z.ZodObject>(definition: {
  kind: string
  plural: string
  tagged: boolean
  resource?: ResourceKind
  spec: Spec
  refs?: (spec: z.output<Spec>) => NamedRef[]
  verify?: (spec: z.output<Spec>) => string | undefined
}): Kind {
  const { kind, plural, tagged, resource, spec, refs, verify } = definition
  // Rows are written only after this very schema has read them, so the casts state what is stored.
  return {
    kind,
    plural,
    tagged,
    resource,
    spec,
    refs: (stored) => refs?.(stored as z.output<Spec>) ?? [],
    ...(verify && { verify: (stored) => verify(stored as z.output<Spec>) }),
  }
}

/** Names the entries of a list of references: `spec.skills[0]`, … */
export const listed = (path: string, refs: ResourceRef[] = []): NamedRef[] =>
  refs.map((ref, index) => ({ path: `${path}[${index}]`, ref }))
