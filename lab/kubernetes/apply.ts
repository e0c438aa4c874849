import { isDeepStrictEqual } from 'node:util'

import type { Source } from '../documents/source.ts'
import { file, type Preconditions, readApplied } from './applied.ts'
import { type Objects, withMetadata } from './objects.ts'
import { apiVersionOf, type ObjectKey, type Shelf } from './shelf.ts'
import { conflict, invalid, StatusError, type Subject } from './status.ts'

export interface ApplyOptions {
  /** Whoever writes; required. */
  fieldManager: string | undefined
  /** Takes over what another manager wrote. */
  force: boolean
  dryRun: boolean
}

/**
 * Server-side apply of one whole document. Fields are not owned one by one: a document belongs to whoever
 * wrote it last, and somebody else needs `force` to change it.
 * @throws StatusError
 */
export async function apply(
  shelf: Shelf,
  key: ObjectKey,
  body: string,
  { fieldManager, force, dryRun }: ApplyOptions,
): Promise<{ status: 200 | 201; object: object }> {
  if (!fieldManager)
    throw new StatusError(
      'Invalid',
      'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
    )
  const { text, given, preconditions } = readApplied(key, body)
  const before = await shelf.find(key)
  checkPreconditions(key, before, preconditions, shelf.objects)
  if (before !== undefined && isDeepStrictEqual(before.value, given.value))
    return { status: 200, object: shelf.objects.show(before) }
  if (before !== undefined && !force && shelf.objects.managerOf(before) !== fieldManager)
    throw ownedBy(shelf.objects.managerOf(before), key)
  const documents = await shelf.documents()
  try {
    documents.apply(text, file, { dryRun })
  } catch (error) {
    throw invalid(key, error instanceof Error ? error.message : 'it cannot be honoured')
  }
  const status = before === undefined ? 201 : 200
  const after = dryRun ? undefined : await shelf.find(key)
  if (after === undefined)
    return { status, object: withMetadata(given, before ? shelf.objects.added(before) : {}) }
  shelf.objects.written(after, fieldManager)
  return { status, object: shelf.objects.show(after) }
}

/** @throws StatusError where the object is not the one that the caller has seen */
export function checkPreconditions(
  subject: Subject,
  found: Source | undefined,
  { uid, resourceVersion }: Preconditions,
  objects: Objects,
): void {
  const added = found && objects.added(found)
  if (uid !== undefined && uid !== added?.uid)
    throw conflict(
      subject,
      `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${added?.uid ?? ''}`,
    )
  if (resourceVersion !== undefined && resourceVersion !== added?.resourceVersion)
    throw conflict(
      subject,
      'the object has been modified; please apply your changes to the latest version and try again',
    )
}

function ownedBy(manager: string, { resource }: ObjectKey): StatusError {
  const message = `conflict with "${manager}" using ${apiVersionOf(resource)}`
  const field = '.spec'
  return new StatusError('Conflict', `Apply failed with 1 conflict: ${message}: ${field}`, {
    causes: [{ reason: 'FieldManagerConflict', message, field }],
  })
}
