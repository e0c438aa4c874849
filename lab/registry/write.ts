import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'

import { storedTime } from './clock.ts'
import { type Metadata, readDocument } from './kinds/document.ts'
import type { Kind } from './kinds/kind.ts'
import { DecodeError, ValidationError } from './kinds/refusal.ts'
import type { Detail } from './problem.ts'
import { terminating } from './problem.ts'
import { danglingRefs } from './refs.ts'
import { type Row, defaultNamespace, isDiscovered, latestTag } from './row.ts'
import { allowed, refusalWords, scopeOf } from './scope.ts'
import { withoutValues } from './secret.ts'
import { property, text } from './untyped.ts'
import type { Asker, World } from './world.ts'

/** Why a document was not written. The message is the fault alone, without the stage. */
export class Refusal extends Error {
  readonly stage: 'decode' | 'forbidden' | 'validation' | 'refs' | 'registries' | 'terminating'
  readonly details: Detail[]
  constructor(stage: Refusal['stage'], message: string, details: Detail[] = []) {
    super(message)
    this.stage = stage
    this.details = details
  }
}

export type Outcome = 'created' | 'configured' | 'unchanged' | 'staged' | 'dry-run'

/** A pending row waits under its kind's name with this before it; no list of the API reads there. */
export const pendingPrefix = 'pending/'

/**
 * Writes one document: permission, form, references, then the row.
 * @throws Refusal at the first stage that fails; nothing is written then
 */
export function write(
  world: World,
  asker: Asker,
  kind: Kind,
  document: Record<string, unknown>,
  dryRun: boolean,
): { outcome: Outcome; row: Row } {
  const claimed = identityOf(kind, document)
  const existing = world.store.get(claimed)
  authorize(asker, kind, claimed.name, document, existing)
  const { metadata, spec } = read(kind, document)
  const dangles = danglingRefs(world, claimed.namespace, kind.refs(spec))
  if (dangles) throw new Refusal('refs', dangles)
  const unverified = kind.verify?.(spec)
  if (unverified) throw new Refusal('registries', unverified)
  if (existing?.deletionTimestamp)
    throw new Refusal(
      'terminating',
      `${claimed.namespace}/${claimed.name}/${claimed.tag}`, // the caller knows which noun comes first
    )
  const row = compose(world, kind, { ...claimed, metadata, spec }, existing)
  if (dryRun) return { outcome: 'dry-run', row }
  if (existing && same(existing, row)) return { outcome: 'unchanged', row: existing }
  if (!existing && kind.tagged && world.requireApproval && !asker.identity.isSuperuser) {
    world.store.put({ ...row, kind: `${pendingPrefix}${kind.kind}` })
    return { outcome: 'staged', row }
  }
  world.store.put(row)
  world.touched(row)
  return { outcome: existing ? 'configured' : 'created', row }
}

/** Words for a row whose finalizer has not run; `noun` is the kind, or `object` in a batch. */
export const terminatingWords = (noun: string, refusal: Refusal): string =>
  terminating(noun, refusal.message)

function read(kind: Kind, document: Record<string, unknown>) {
  try {
    return readDocument(kind, document)
  } catch (error) {
    if (error instanceof ValidationError) throw new Refusal('validation', error.message)
    if (error instanceof DecodeError) throw new Refusal('decode', error.message, error.details)
    throw error
  }
}

/** Name, namespace and tag that a document claims, before it is known to be well-formed. */
export function identityOf(kind: Kind, { metadata }: Record<string, unknown>) {
  return {
    kind: kind.kind,
    namespace: text(property(metadata, 'namespace'), defaultNamespace),
    name: text(property(metadata, 'name'), ''),
    tag: kind.tagged ? text(property(metadata, 'tag'), latestTag) : '',
  }
}

function authorize(
  asker: Asker,
  kind: Kind,
  name: string,
  { spec }: Record<string, unknown>,
  existing: Row | undefined,
): void {
  const action = existing ? 'registry:edit' : 'registry:publish'
  const needed = kind.kind === 'Deployment' ? 'registry:deploy' : action
  // A Deployment that moves to another target needs the permission on both.
  for (const scope of [scopeOf(kind, name, spec), ...(existing ? [existing.scope] : [])])
    if (!allowed(asker, needed, scope))
      throw new Refusal(
        'forbidden',
        scope.kind === 'admin'
          ? refusalWords(scope)
          : `requires ${needed} on ${scope.kind} ${JSON.stringify(scope.name)}`,
      )
}

interface Wanted {
  kind: string
  namespace: string
  name: string
  tag: string
  metadata: Metadata
  spec: Record<string, unknown>
}

function compose(world: World, kind: Kind, wanted: Wanted, existing: Row | undefined): Row {
  const { metadata, spec, ...identity } = wanted
  const now = storedTime(world.clock())
  const kept = existing && !isDiscovered(existing) ? existing : undefined
  const { bulk: _settled, ...internal } = existing?.internal ?? {}
  const secret = kind.kind === 'Secret' ? withoutValues(spec) : undefined
  if (kept?.spec['immutable'] && secret && kept.internal.dataDigest !== secret.internal.dataDigest)
    throw new Refusal('validation', 'spec: invalid format: secret is immutable')
  return {
    ...identity,
    uid: existing?.uid ?? randomUUID(),
    labels: metadata.labels ?? kept?.labels ?? {},
    annotations: metadata.annotations ?? kept?.annotations ?? {},
    spec,
    ...(existing?.status && { status: existing.status }),
    internal,
    createdAt: existing?.createdAt ?? now,
    updatedAt: now,
    scope: scopeOf(kind, identity.name, spec),
    ...secret,
  }
}

const same = (before: Row, after: Row): boolean => isDeepStrictEqual(stated(before), stated(after))

/** What a caller can state of a row; JSON drops the undefined fields that a schema leaves behind. */
const stated = ({ spec, labels, annotations, internal }: Row): unknown =>
  JSON.parse(JSON.stringify([spec, labels, annotations, internal.dataDigest ?? null]))
