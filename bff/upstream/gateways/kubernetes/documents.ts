import { systemOwner } from '../../types.ts'
import { isRecord, parsed } from '../../wire.ts'
import type { KubernetesClient } from './client.ts'
import type { Kind } from './kinds.ts'
import { type KubernetesObject, objectOf } from './object.ts'
import { refusalOf } from './refusal.ts'

/** Where one document is. */
export interface Reference {
  kind: Kind
  namespace: string
  name: string
}

const pageSize = '500'
const mostPages = 10

/** `/api/v1` for the core group, `/apis/<group>/<version>` for every other. */
const rootOf = ({ apiVersion }: Kind): string[] =>
  apiVersion.includes('/') ? ['apis', ...apiVersion.split('/')] : ['api', apiVersion]

export const segmentsOf = ({ kind, namespace, name }: Reference): string[] => [
  ...rootOf(kind),
  'namespaces',
  namespace,
  kind.plural,
  name,
]

/**
 * Every document of a kind, in the whole cluster, or in that namespace where the account may not look
 * further. Null for a kind that the cluster does not serve.
 */
export async function listOf(
  client: KubernetesClient,
  gateway: string,
  kind: Kind,
  namespace: string,
): Promise<KubernetesObject[] | null> {
  const found: KubernetesObject[] = []
  let segments = [...rootOf(kind), kind.plural]
  let next = ''
  for (let page = 1; page <= mostPages; page++) {
    const query = { limit: pageSize, ...(next === '' ? {} : { continue: next }) }
    const label = `list ${kind.plural}`
    const asked = { method: 'GET', segments, query, owner: systemOwner, label } as const
    const { status, text, host } = await client.request(gateway, asked)
    if (status === 403 && !segments.includes('namespaces')) {
      segments = [...rootOf(kind), 'namespaces', namespace, kind.plural]
      continue
    }
    if (status === 404) return null
    const list = parsed(text)
    if (status !== 200 || !isRecord(list) || !Array.isArray(list['items']))
      throw refusalOf(status, text, label, host)
    found.push(...list['items'].flatMap((item: unknown) => objectOf(item, kind) ?? []))
    const { continue: more } = isRecord(list['metadata']) ? list['metadata'] : {}
    if (typeof more !== 'string' || more === '') return found
    next = more
  }
  return found
}

/** One document as it is now, null where there is none. */
export async function readOne(
  client: KubernetesClient,
  gateway: string,
  at: Reference,
  owner: string,
): Promise<KubernetesObject | null> {
  const label = `read ${at.kind.kind} ${at.namespace}/${at.name}`
  const asked = { method: 'GET', segments: segmentsOf(at), owner, label } as const
  const { status, text, host } = await client.request(gateway, asked)
  if (status === 404) return null
  const object = status === 200 ? objectOf(parsed(text), at.kind) : null
  if (object === null) throw refusalOf(status, text, label, host)
  return object
}
