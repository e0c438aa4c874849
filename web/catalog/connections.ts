import type { RegistryObject } from '#bff'

import { at, listAt, type Reference, referenceAt, textAt } from '../records/read.ts'

export interface Connections {
  /** What it listens or connects to, as the record says it. */
  endpoints: { label: string; value: string }[]
  /** Other records that it names, with the field that names them. */
  references: { field: string; reference: Reference }[]
}

/** What a record is connected to: its own endpoint, and the records that its spec names (ar.dev/v1alpha1). */
export function connectionsOf({ spec }: RegistryObject): Connections {
  const endpoints = [
    { label: 'Remote', value: textAt(spec, 'remote', 'url') },
    {
      label: 'Transport',
      value:
        textAt(spec, 'remote', 'type') ?? textAt(spec, 'source', 'package', 'transport', 'type'),
    },
    { label: 'Package', value: textAt(spec, 'source', 'package', 'origin', 'identifier') },
    { label: 'Endpoint', value: textAt(spec, 'endpoint', 'baseUrl') },
    { label: 'Region', value: textAt(spec, 'endpoint', 'region') },
    { label: 'Protocol', value: textAt(spec, 'source', 'protocol') },
    {
      label: 'Harnesses',
      value: listAt(spec, 'compatibleHarnesses')
        .flatMap((each) => textAt(each, 'type') ?? [])
        .join(', '),
    },
  ].flatMap(({ label, value }) => (value === undefined || value === '' ? [] : [{ label, value }]))
  const many = [
    ['mcpServers', 'MCPServer'],
    ['skills', 'Skill'],
    ['plugins', 'Plugin'],
    ['deploymentRefs', 'Deployment'],
  ] as const
  const one = [
    ['instructions', 'Prompt'],
    ['modelRef', 'Model'],
  ] as const
  const references = [
    ...one.map(([field, kind]) => ({ field, reference: referenceAt(at(spec, field), kind) })),
    ...many.flatMap(([field, kind]) =>
      listAt(spec, field).map((each) => ({ field, reference: referenceAt(each, kind) })),
    ),
  ].flatMap(({ field, reference }) => (reference ? [{ field, reference }] : []))
  return { endpoints, references }
}
