import { useQuery } from '@tanstack/react-query'

import type { RegistryView } from '#bff'

import { queryClient } from '../api/queryClient.ts'
import { toListQuery } from '../records/address.ts'
import type { Answer } from '../records/answer.ts'
import { listQuery, registryQuery } from '../records/queries.ts'
import type { NextStep } from './nextSteps.ts'
import { registryStep } from './registryStep.ts'

/** Enough to find one Agent that runs twice; the most deployed stand first. */
const agentsQuery = (as: string) =>
  listQuery(
    'agents',
    toListQuery({ search: '', facets: [], sort: '-deployments' }, { as, offset: 0, limit: 20 }),
  )

/** Long enough that the first page is whole at once, short enough that a slow registry does not hide it. */
const patienceMs = 400

const atHand = (answer: Answer<RegistryView> | undefined) =>
  answer?.ok === true && answer.value.configured && !answer.value.trouble ? answer.value : undefined

async function readAll(): Promise<void> {
  const registry = atHand(await queryClient.ensureQueryData(registryQuery()))
  if (registry) await queryClient.ensureQueryData(agentsQuery(registry.personas[0] ?? ''))
}

/** Reads ahead what the first page shows of the registry; what comes later is added to it. */
export const readRegistryAtHand = (): Promise<unknown> =>
  Promise.race([readAll(), new Promise((resolve) => setTimeout(resolve, patienceMs))])

/** What the registry adds to the first page: who may look at it, and the first thing to do there. */
export function useRegistryAtHand(): { lookers: readonly string[]; steps: NextStep[] } {
  const { data } = useQuery(registryQuery())
  const registry = atHand(data)
  const { data: agents } = useQuery({
    ...agentsQuery(registry?.personas[0] ?? ''),
    enabled: registry !== undefined,
  })
  return {
    lookers: registry?.personas ?? [],
    steps: agents === undefined ? [] : [registryStep(agents.ok ? agents.value.items : [])],
  }
}
