import { stringify } from 'yaml'
import * as z from 'zod'

import { checkPreconditions } from './apply.ts'
import { apiVersionOf, type ObjectKey, type Shelf } from './shelf.ts'
import { conflict, detailsOf, notFound, StatusError } from './status.ts'

/** meta/v1 DeleteOptions, as far as it means something where nothing owns anything. */
const deleteOptions = z.object({
  preconditions: z
    .object({ uid: z.string().optional(), resourceVersion: z.string().optional() })
    .optional(),
  dryRun: z.array(z.literal('All')).optional(),
})

/**
 * Takes one object away; `body` is a DeleteOptions in JSON, or empty. An object that another one refers to
 * stays, where a real server would let it go.
 * @throws StatusError
 */
export async function remove(
  shelf: Shelf,
  key: ObjectKey,
  body: string,
  dryRun: boolean,
): Promise<object> {
  const options = readOptions(body)
  const found = await shelf.find(key)
  if (found === undefined) throw notFound(key)
  checkPreconditions(key, found, options.preconditions ?? {}, shelf.objects)
  const { uid } = shelf.objects.added(found)
  const { resource, namespace, name } = key
  const text = stringify({
    apiVersion: apiVersionOf(resource),
    kind: resource.kind,
    metadata: { name, namespace },
  })
  const documents = await shelf.documents()
  const isTrial = dryRun || options.dryRun !== undefined
  try {
    documents.remove(text, 'removed.yaml', { dryRun: isTrial })
  } catch (error) {
    throw conflict(key, error instanceof Error ? error.message : 'another object needs it')
  }
  if (!isTrial) shelf.objects.forget(found)
  return { ...detailsOf(key), uid }
}

function readOptions(body: string): z.output<typeof deleteOptions> {
  if (body.trim() === '') return {}
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    throw new StatusError('BadRequest', 'the body of a DELETE is DeleteOptions in JSON, or nothing')
  }
  const options = deleteOptions.safeParse(value)
  if (options.success) return options.data
  throw new StatusError('BadRequest', `DeleteOptions: ${options.error.issues[0]?.message ?? ''}`)
}
