import { type LoaderFunctionArgs, replace } from 'react-router'

import { queryClient } from '../api/queryClient.ts'
import { sessionQuery } from '../session/queries.ts'
import { lookers, registryAs } from './place.ts'
import { registryQuery, whoamiQuery } from './queries.ts'

export interface Asked {
  as: readonly string[]
  url: URL
  params: Readonly<Record<string, string | undefined>>
}

/**
 * Reads what a registry page shows first, so that it is never half there. The URL comes to name who
 * looks: a persona that may not look at the registry gives way to the default one. `atMost` personas
 * can be compared on the page. Failures are data and never throw; a lost sign-in does.
 */
export const loadRegistry =
  (atMost: number, read: (asked: Asked) => readonly Promise<unknown>[]) =>
  async ({ request, params }: LoaderFunctionArgs): Promise<Response | null> => {
    const url = new URL(request.url)
    const [answered] = await Promise.all([
      queryClient.fetchQuery(registryQuery()),
      queryClient.ensureQueryData(sessionQuery),
    ])
    if (!answered.ok || !answered.value.configured) return null
    const as = lookers(url.searchParams.get('as'), answered.value, atMost)
    if (as.length > 0 && as.join(',') !== url.searchParams.get('as')) {
      url.searchParams.set('as', as.join(','))
      return replace(url.pathname + url.search.replaceAll('%2C', ','))
    }
    // Lists would meet the same trouble once more, each after its own wait.
    if (answered.value.trouble && as[0] === answered.value.personas[0]) return null
    // A registry without personas is asked as nobody.
    await Promise.all([
      ...as.slice(0, 1).map((each) => queryClient.fetchQuery(registryAs(each, answered))),
      ...as.map((each) => queryClient.fetchQuery(whoamiQuery(each))),
      ...read({ as: as.length > 0 ? as : [''], url, params }),
    ])
    return null
  }
