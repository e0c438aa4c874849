import type { RegistryObject } from '../../contract.ts'
import { Problem } from '../../problem.ts'
import type { RegistryCaller, RegistryClient } from './client.ts'
import { namespaceOf, objectOf } from './envelope.ts'
import { factsOf } from './kinds.ts'
import { readJson } from './read.ts'
import { pathOf, readRecord, type RecordPlace } from './record.ts'
import { refuseDiscovered } from './remove.ts'
import type { Look } from './tables.ts'
import { appliable } from './yamlText.ts'

/** A new value makes the controller start over, even where the spec is unchanged (agentregistry 84f7a5e9). */
const forceAnnotation = 'reconcile.agentregistry.dev/force'

/**
 * Has the registry start a record over and answers what it has then. Only kinds that are kept by name are
 * reconciled; Problem 400 for the others, 409 for what is being deleted or was only found.
 */
export async function reconcileRecord(
  parts: { client: RegistryClient; look: Look; clock: () => number },
  caller: RegistryCaller,
  place: RecordPlace,
): Promise<RegistryObject> {
  const { kind, words, tagged } = factsOf(place.kind)
  if (tagged)
    throw new Problem(400, 'bad_request', `Nothing reconciles ${words}: they are content.`, {
      upstream: 'registry',
      hint: 'Reconcile the deployments of it.',
    })
  const object = await readRecord(parts, caller, place)
  refuseDiscovered(object, 'reconciled')
  const { metadata, ...rest } = appliable(object)
  const forced = {
    ...metadata.annotations,
    [forceAnnotation]: new Date(parts.clock()).toISOString(),
  }
  const body = { ...rest, metadata: { ...metadata, annotations: forced } }
  const wanted = `reconcile the ${kind} "${place.name}"`
  const answer = await readJson(
    parts.client,
    caller,
    {
      method: 'PUT',
      path: pathOf({ ...place, namespace: namespaceOf(object) }),
      label: `reconcile ${kind} ${place.name}`,
      body: { type: 'application/json', text: JSON.stringify(body) },
    },
    wanted,
  )
  return objectOf(answer) ?? object
}
