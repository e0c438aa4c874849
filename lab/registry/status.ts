/** What a controller last observed, in the words of Kubernetes conditions. */
export interface Condition {
  type: 'Ready' | 'Progressing' | 'Degraded' | 'Discovered'
  status: 'True' | 'False' | 'Unknown'
  reason: string
  message: string
  lastTransitionTime: string
}

/** Where a deployment runs, as its adapter reported it. */
interface RuntimeHandle {
  id: string
  name?: string
  endpoint?: string
  /** Namespace on the runtime, where it has such a thing (kagent). */
  namespace?: string
}

/** A row's status as stored; `presentStatus` gives it the shape of a generation of the product. */
export interface Status {
  conditions?: Condition[]
  runtime?: RuntimeHandle
  /** Names of a Secret's entries; the values are never kept. */
  dataKeys?: string[]
  lastForceToken?: string
}

/**
 * `runtimeMetadata`: Enterprise up to 2026.8, below `details`. `runtime`: typed, since
 * agentregistry #673 (September 2026), which drops `details`.
 */
export type StatusShape = 'runtimeMetadata' | 'runtime'

/** Sets conditions by type; `lastTransitionTime` moves only when the status does. */
export function withConditions(
  status: Status | undefined,
  set: Omit<Condition, 'lastTransitionTime'>[],
  now: string,
): Status {
  const before = status?.conditions ?? []
  const next = set.map((condition): Condition => {
    const old = before.find(({ type }) => type === condition.type)
    const lastTransitionTime = old?.status === condition.status ? old.lastTransitionTime : now
    return { ...condition, lastTransitionTime }
  })
  const kept = before.filter(({ type }) => !next.some((one) => one.type === type))
  return { ...status, conditions: [...kept, ...next] }
}

/** The wire form, or undefined when there is nothing to say: an empty status is absent. */
export function presentStatus(
  status: Status | undefined,
  shape: StatusShape,
): Record<string, unknown> | undefined {
  if (!status) return undefined
  const { conditions, runtime, dataKeys, lastForceToken } = status
  const typed = shape === 'runtime' && runtime
  const details = shape === 'runtimeMetadata' && detailsOf(runtime, lastForceToken)
  const shown = {
    ...(conditions?.length && { conditions }),
    ...(typed && { runtime: { id: typed.id, name: typed.name, endpoint: typed.endpoint } }),
    ...(details && { details }),
    ...(dataKeys && { dataKeys }),
  }
  return Object.keys(shown).length ? shown : undefined
}

function detailsOf(runtime: RuntimeHandle | undefined, lastForceToken: string | undefined) {
  if (!runtime && !lastForceToken) return undefined
  return {
    ...(runtime && { runtimeMetadata: { remoteId: runtime.id, namespace: runtime.namespace } }),
    ...(lastForceToken && { deploymentController: { lastForceToken } }),
  }
}
