import type { RegistryObject } from '../../contract.ts'
import { Problem } from '../../problem.ts'
import type { RegistryCaller, RegistryClient } from './client.ts'
import { defaultNamespace, namespaceOf, objectOf } from './envelope.ts'
import { factsOf } from './kinds.ts'
import { readJson } from './read.ts'
import type { Look } from './tables.ts'

/** One record among all. Without a namespace it is `default`, without a tag the one that lists show. */
export interface RecordPlace {
  kind: string
  name: string
  namespace?: string | undefined
  tag?: string | undefined
}

/** The path of a record. Only content kinds have tags in theirs. */
export function pathOf({ kind, name, namespace = defaultNamespace, tag }: RecordPlace): string {
  const segments = [kind, name, ...(tag !== undefined && factsOf(kind).tagged ? [tag] : [])]
  return `/v0/${segments.map(encodeURIComponent).join('/')}?${new URLSearchParams({ namespace }).toString()}`
}

/**
 * The record as the registry has it this moment. Throws the Problems of `readJson`: 404 where there is
 * none, 403 where the persona may not see it.
 */
export async function readRecord(
  parts: { client: RegistryClient; look: Look },
  caller: RegistryCaller,
  place: RecordPlace,
): Promise<RegistryObject> {
  const wanted = `read the ${factsOf(place.kind).kind} "${place.name}"`
  const tag = place.tag ?? (await shownTag(parts.look, caller, place))
  const path = pathOf({ ...place, tag })
  const label = `get ${factsOf(place.kind).kind} ${place.name}`
  const object = objectOf(
    await readJson(parts.client, caller, { method: 'GET', path, label }, wanted),
  )
  if (object) return object
  throw new Problem(502, 'bad_gateway', `The registry's answer for "${place.name}" is no record.`, {
    upstream: 'registry',
  })
}

/** The API resolves the literal `latest` alone; a name without it is shown by its newest tag. */
async function shownTag(
  look: Look,
  caller: RegistryCaller,
  { kind, name, namespace = defaultNamespace }: RecordPlace,
): Promise<string | undefined> {
  if (!factsOf(kind).tagged) return undefined
  const rows = await look(caller, kind)
  const row = rows.find(
    ({ object }) => object.metadata.name === name && namespaceOf(object) === namespace,
  )
  return row?.object.metadata.tag
}
