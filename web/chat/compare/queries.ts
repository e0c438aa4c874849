import { toListQuery } from '../../records/address.ts'
import { listQuery, recordQuery } from '../../records/queries.ts'

/** More than a person would choose from; those with more are found from their agent's page. */
const offeredAtMost = 500

/** The Deployments that can be compared: of agents, brought about by the registry, and ready. */
export const readyQuery = (as: string) =>
  listQuery(
    'deployments',
    toListQuery(
      {
        search: '',
        facets: ['kind:Agent', 'origin:managed', 'status:deployed'],
        sort: 'created',
      },
      { as, offset: 0, limit: offeredAtMost },
    ),
  )

export const detailQuery = (name: string, as: string, namespace: string | undefined) =>
  recordQuery('deployments', name, as, { namespace })
