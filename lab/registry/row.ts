import { goTime } from './clock.ts'
import { type Status, type StatusShape, presentStatus } from './status.ts'

export const apiVersion = 'ar.dev/v1alpha1'
export const defaultNamespace = 'default'
/** A tag like any other, and the one that a name without a tag means. */
export const latestTag = 'latest'

/** Annotations of agentregistry 84f7a5e9 and Enterprise 2026.7.1. */
export const annotation = {
  force: 'reconcile.agentregistry.dev/force',
  origin: 'agentregistry.solo.io/origin',
  discoveredRuntime: 'agentregistry.solo.io/discovered-runtime',
  discoveredRuntimeType: 'agentregistry.solo.io/discovered-runtime-type',
} as const

export interface Identity {
  kind: string
  namespace: string
  name: string
  /** Empty for kinds without tags. */
  tag: string
}

/** What the controllers remember about a row and nobody sees on the wire. */
interface Internal {
  /** Digest of what was last started: deployment, target and runtime together. */
  fingerprint?: string
  forceToken?: string
  /** Seeded in bulk: settled as it is, without a workload until somebody asks for its log. */
  bulk?: boolean
  /** Polls that no longer saw a discovered workload. */
  misses?: number
  /** Digest of a Secret's values, to tell an unchanged one. */
  dataDigest?: string
}

/** A stored object. Times are ISO 8601 with milliseconds. */
export interface Row extends Identity {
  uid: string
  labels: Record<string, string>
  annotations: Record<string, string>
  spec: Record<string, unknown>
  status?: Status
  internal: Internal
  createdAt: string
  updatedAt: string
  deletionTimestamp?: string
  /** The resource that access policies speak of: a Deployment is as visible as its target. */
  scope: { kind: string; name: string }
}

/** A row as every API surface returns it: `default` and empty parts are left out. */
export interface Envelope {
  apiVersion: string
  kind: string
  metadata: {
    name: string
    namespace?: string
    uid: string
    tag?: string
    labels?: Record<string, string>
    annotations?: Record<string, string>
    createdAt: string
    updatedAt: string
    deletionTimestamp?: string
  }
  spec: Record<string, unknown>
  status?: Record<string, unknown>
}

export function toEnvelope(row: Row, shape: StatusShape): Envelope {
  const status = presentStatus(row.status, shape)
  return {
    apiVersion,
    kind: row.kind,
    metadata: {
      name: row.name,
      ...(row.namespace !== defaultNamespace && { namespace: row.namespace }),
      uid: row.uid,
      ...(row.tag && { tag: row.tag }),
      ...(Object.keys(row.labels).length && { labels: row.labels }),
      ...(Object.keys(row.annotations).length && { annotations: row.annotations }),
      createdAt: goTime(row.createdAt),
      updatedAt: goTime(row.updatedAt),
      ...(row.deletionTimestamp && { deletionTimestamp: goTime(row.deletionTimestamp) }),
    },
    spec: row.spec,
    ...(status && { status }),
  }
}

export const isDiscovered = (row: Row): boolean =>
  row.annotations[annotation.origin] === 'discovered'
