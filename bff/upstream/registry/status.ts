import type { Phase, RegistryObject, StatusView } from '../../contract.ts'
import { recordsAt, textAt } from './envelope.ts'

interface Condition {
  type: string
  status: string
  reason?: string
  message?: string
  since?: string
}

/**
 * What arctl prints for these conditions (agentregistry 84f7a5e9; first match wins), with the condition
 * that says why. Words are the API's own, never better than what was reported.
 */
export function statusOf(object: RegistryObject): StatusView {
  const { metadata, spec } = object
  const conditions = conditionsOf(object)
  const found = (type: string) => conditions.find((condition) => condition.type === type)
  const is = (type: string, status: string) => found(type)?.status === status
  const progressing = found('Progressing')

  if (metadata.deletionTimestamp !== undefined)
    return {
      ...told('terminating', 'Terminating', progressing ?? found('Degraded') ?? found('Ready')),
      since: metadata.deletionTimestamp,
    }
  const created = metadata.createdAt === undefined ? {} : { since: metadata.createdAt }
  const say = (phase: Phase, words: string, why: Condition | undefined): StatusView => ({
    ...created,
    ...told(phase, words, why),
  })
  if (is('Ready', 'True')) return say('deployed', 'Ready', found('Ready'))
  if (is('Degraded', 'True')) return say('failed', 'Not ready', found('Degraded'))
  if (spec['desiredState'] === 'undeployed')
    return say('undeployed', 'Undeployed', progressing ?? found('Ready'))
  if (progressing !== undefined && progressing.status !== 'False')
    return say('deploying', 'Progressing', progressing)
  if (is('RuntimeConfigured', 'True'))
    return say('deploying', 'Progressing', found('RuntimeConfigured'))
  if (is('Ready', 'False')) return say('pending', 'Not ready', found('Ready'))
  if (is('Discovered', 'True')) return say('pending', 'Discovered', found('Discovered'))
  return say('pending', 'No status reported', conditions[0])
}

const told = (phase: Phase, words: string, why: Condition | undefined): StatusView => ({
  phase,
  words,
  ...(why?.reason === undefined ? {} : { reason: why.reason }),
  ...(why?.message === undefined ? {} : { message: why.message }),
  ...(why?.since === undefined ? {} : { since: why.since }),
})

function conditionsOf(object: RegistryObject): Condition[] {
  return recordsAt(object.status, 'conditions').flatMap((condition) => {
    const type = textAt(condition, 'type')
    const status = textAt(condition, 'status')
    if (type === undefined || status === undefined) return []
    const reason = textAt(condition, 'reason')
    const message = textAt(condition, 'message')
    const since = textAt(condition, 'lastTransitionTime')
    return [
      {
        type,
        status,
        ...(reason === undefined ? {} : { reason }),
        ...(message === undefined ? {} : { message }),
        ...(since === undefined ? {} : { since }),
      },
    ]
  })
}
