import type { RecordView, RegistryObject } from '#bff'

/** A record for tests: only what a test is about has to be said. */
export function recordOf(
  kind: string,
  name: string,
  {
    metadata,
    spec = {},
    ...view
  }: Partial<Omit<RecordView, 'object'>> & {
    metadata?: Partial<RegistryObject['metadata']>
    spec?: Record<string, unknown>
  } = {},
): RecordView {
  return {
    object: { apiVersion: 'ar.dev/v1alpha1', kind, metadata: { name, ...metadata }, spec },
    ...view,
  }
}
