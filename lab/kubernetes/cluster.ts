import type { Documents } from '../documents/configuration.ts'
import type { Resource } from './resources.ts'

/** The documents of one gateway, as its cluster holds them. */
export interface Cluster {
  /** The last segment of its address, `/clusters/<id>`. */
  id: string
  documents(): Promise<Documents>
  /** What its API serves. */
  resources: readonly Resource[]
  /** The pod of the gateway, and what it has written. */
  pod: { namespace: string; name: string; lines(): string[] }
}
