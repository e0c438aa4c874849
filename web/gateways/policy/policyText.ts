import { parse } from 'yaml'

import type { ManifestView } from '#bff'

import { toYaml } from '../../records/yaml.ts'

export type Json = Record<string, unknown>

/** One document that holds rules: as it is, and as the draft would have it. */
export interface Changed {
  /** "EnterpriseAgentgatewayPolicy kagent/mcp-tool-rbac" */
  label: string
  /** Empty where it does not exist yet. */
  before: string
  after: string
}

/** Every document of a set of rules; `yaml` has them all, `changed` those that differ from what is there. */
export type Documents =
  | { ok: true; yaml: string; changed: Changed[] }
  /** Why no document can say it. */
  | { ok: false; reason: string }

/** The documents that a gateway runs on, as far as they are shown, and its id for names where they are not. */
export interface Origin {
  manifests: readonly ManifestView[]
  gateway: string
}

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A manifest as an object; undefined where it is none. */
export function readManifest(manifest: ManifestView | undefined): Json | undefined {
  const value: unknown = manifest && parse(manifest.yaml)
  return isObject(value) ? value : undefined
}

/** A copy with `value` at the end of the path; objects on the way that are missing are made. */
export function withIn(
  object: Json,
  [name = '', ...rest]: readonly string[],
  value: unknown,
): Json {
  const inner = object[name]
  return {
    ...object,
    [name]: rest.length === 0 ? value : withIn(isObject(inner) ? inner : {}, rest, value),
  }
}

/** The name of a document as people and rules call it. */
export function labelOf({ kind, metadata }: Json): string {
  const { namespace, name } = isObject(metadata) ? metadata : {}
  return `${String(kind)} ${[namespace, name].filter(Boolean).join('/')}`
}

/** Puts documents beside what is there. A document that says the same is not among the changed. */
export function toDocuments(
  pairs: readonly { before: Json | undefined; after: Json }[],
): Documents {
  const all = pairs.map(({ before, after }) => ({
    label: labelOf(after),
    before: before ? toYaml(before) : '',
    after: toYaml(after),
  }))
  return {
    ok: true,
    yaml: all.map(({ after }) => after).join('---\n'),
    changed: all.filter(({ before, after }) => before !== after),
  }
}

/** What stands in the way of a document whose last rule was taken out. */
export const emptied = (label: string): Documents => ({
  ok: false,
  reason: `A policy needs a rule, and ${label} would have none: delete that document instead.`,
})
