import type { RegistryObject } from '../../contract.ts'
import { Problem } from '../../problem.ts'
import type { RegistryCaller, RegistryClient } from './client.ts'
import { objectOf } from './envelope.ts'
import { factsOf, segmentOf } from './kinds.ts'
import type { ManifestDocument } from './manifest.ts'
import { readJson } from './read.ts'
import { pathOf } from './record.ts'

/**
 * What the registry has under the identity of a document; null where it has nothing. `why` ends the label
 * of the exchange. Throws the Problems of `readJson` but for 404.
 */
export async function currentOf(
  client: RegistryClient,
  caller: RegistryCaller,
  { kind, name, namespace, tag }: ManifestDocument,
  why: string,
): Promise<RegistryObject | null> {
  const segment = segmentOf(kind)
  if (segment === undefined) return null
  const asked = {
    method: 'GET',
    path: pathOf({ kind: segment, name, namespace, tag }),
    label: `get ${kind} ${name} ${why}`,
  } as const
  try {
    const wanted = `read the ${factsOf(segment).kind} "${name}"`
    return objectOf(await readJson(client, caller, asked, wanted))
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_found') return null
    throw error
  }
}
