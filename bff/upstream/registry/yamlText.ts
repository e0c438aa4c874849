import { stringify } from 'yaml'

import type { RegistryObject } from '../../contract.ts'

/** What the registry writes and nobody applies. */
const written = ['uid', 'createdAt', 'updatedAt', 'deletionTimestamp', 'generation']

/** What somebody would apply to get this record: without status and without what the registry adds. */
export function appliable(object: RegistryObject): RegistryObject {
  const metadata = Object.entries(object.metadata).filter(([key]) => !written.includes(key))
  const { status, ...rest } = object
  if (status === undefined && metadata.length === Object.keys(object.metadata).length) return object
  return { ...rest, metadata: { name: object.metadata.name, ...Object.fromEntries(metadata) } }
}

/** As YAML, with its long texts in one line each, so that `arctl apply -f` and a diff read it well. */
export const yamlOf = (object: RegistryObject): string =>
  stringify(appliable(object), { lineWidth: 0, aliasDuplicateObjects: false })
