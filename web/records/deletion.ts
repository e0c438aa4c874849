import type { RecordDetail, RecordView, RegistryKind } from '#bff'

/** The records that would lose something: those that name this one; of Deployments, those of its own tag. */
export function dependants(kind: RegistryKind, { object, related }: RecordDetail): RecordView[] {
  if (kind === 'deployments') return []
  const { tag } = object.metadata
  return related.filter(
    (each) =>
      each.object.kind !== 'Deployment' ||
      (each.object.metadata.deletionTimestamp === undefined &&
        (kind !== 'agents' || tag === undefined || each.target?.tag === tag)),
  )
}

/** What a deletion does and what it leaves; the registry itself checks nobody's references. */
export function sayDeletion(kind: RegistryKind, detail: RecordDetail): string {
  const { metadata } = detail.object
  switch (kind) {
    case 'deployments':
      return `${detail.runtime?.name ?? 'The runtime'} is told to remove the workload; the row stays as Terminating until it has. The ${detail.target?.kind ?? 'Agent'} record and its other Deployments stay.`
    case 'runtimes':
      return 'The runtime itself goes on running. Workloads whose Deployments are removed after this stay on it, because the registry can no longer reach it.'
    default:
      return metadata.tag === undefined
        ? `The record ${metadata.name} goes at once.`
        : `The tag ${metadata.tag} goes at once; other tags of ${metadata.name} stay. A Deployment that names it keeps its workload and can no longer be resolved.`
  }
}
