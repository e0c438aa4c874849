import { randomUUID } from 'node:crypto'

import { headerOf, identityOf, type Source } from '../documents/source.ts'

/** What the API server adds to a document. */
interface Added {
  uid: string
  resourceVersion: string
  generation: number
  creationTimestamp: string
  managedFields: object[]
}

export interface Objects {
  /** A document as the API shows it. */
  show(source: Source): object
  added(source: Source): Added
  /** Who wrote it last. */
  managerOf(source: Source): string
  written(source: Source, manager: string): void
  /** After a deletion: one of the same name is another object. */
  forget(source: Source): void
  /** Of the newest change, for lists. */
  revision(): string
}

/** Who wrote the documents that a cluster starts with. */
const firstManager = 'lab'

/** Identities and versions of a cluster's documents; a document that changes is another `Source`. */
export function keepObjects(clock: () => number): Objects {
  const versions = new WeakMap<Source, Added>()
  const managers = new WeakMap<Source, string>()
  const born = new Map<string, { uid: string; creationTimestamp: string; generation: number }>()
  let revision = 0
  const now = () => new Date(clock()).toISOString().replace(/\.\d+Z$/, 'Z')

  const enter = (source: Source): Added => {
    const identity = identityOf(source)
    const one = born.get(identity) ?? {
      uid: randomUUID(),
      creationTimestamp: now(),
      generation: 0,
    }
    one.generation += 1
    born.set(identity, one)
    revision += 1
    const added = {
      ...one,
      resourceVersion: String(revision),
      managedFields: [
        {
          manager: managers.get(source) ?? firstManager,
          operation: 'Apply',
          apiVersion: headerOf(source).apiVersion,
          time: now(),
          fieldsType: 'FieldsV1',
          fieldsV1: { 'f:spec': {} },
        },
      ],
    }
    versions.set(source, added)
    return added
  }

  const addedOf = (source: Source): Added => versions.get(source) ?? enter(source)
  return {
    show: (source) => withMetadata(source, addedOf(source)),
    added: addedOf,
    managerOf: (source) => managers.get(source) ?? firstManager,
    written: (source, manager) => void managers.set(source, manager),
    forget: (source) => void born.delete(identityOf(source)),
    revision: () => String(revision),
  }
}

/** A document with more in its metadata; its namespace is there even where it was left to the default. */
export function withMetadata(source: Source, added: object): object {
  const value = source.value as { metadata: object } // headerOf has refused anything else
  const { namespace } = headerOf(source)
  return { ...value, metadata: { ...value.metadata, namespace, ...added } }
}
