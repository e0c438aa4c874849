import { isRecord } from '../../wire.ts'

/** A document of a cluster, with at least what names it. */
export interface KubernetesObject {
  apiVersion: string
  kind: string
  metadata: Record<string, unknown> & { name: string; namespace?: string }
  [field: string]: unknown
}

/**
 * One object of an answer, null for anything else. Items of a list leave out their kind for kinds that
 * are built in, so the kind that was asked for is written in.
 */
export function objectOf(
  value: unknown,
  { apiVersion, kind }: Pick<KubernetesObject, 'apiVersion' | 'kind'>,
): KubernetesObject | null {
  if (!isRecord(value) || !isRecord(value['metadata'])) return null
  const { name, namespace, ...metadata } = value['metadata']
  if (typeof name !== 'string') return null
  const place = typeof namespace === 'string' ? { name, namespace } : { name }
  return { ...value, apiVersion, kind, metadata: { ...place, ...metadata } }
}

/** Written by API servers and controllers, and by nobody who applies a document. */
const written = new Set([
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
  'ownerReferences',
])

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

/** What somebody would apply to get this object: without status and without what a cluster adds. */
export function appliable(object: KubernetesObject): KubernetesObject {
  const { apiVersion, kind, metadata, ...fields } = object
  const { name, namespace, annotations, ...others } = metadata
  const kept = Object.entries(others).filter(([key]) => !written.has(key))
  const notes = isRecord(annotations)
    ? Object.entries(annotations).filter(([key]) => key !== lastApplied)
    : []
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      ...Object.fromEntries(kept),
      ...(notes.length === 0 ? {} : { annotations: Object.fromEntries(notes) }),
    },
    ...Object.fromEntries(Object.entries(fields).filter(([key]) => key !== 'status')),
  }
}
