import { useMemo } from 'react'

import type { GatewayView, NamingView, PersonaView } from '#bff'

import { splitTool } from '../../mcp/naming.ts'
import { listedTools, useToolLists } from '../../mcp/queries.ts'
import { alignTools } from '../../mcp/union.ts'
import { itemOf, subjectOf } from '../../policy/subject.ts'
import { worldOf } from '../../policy/world.ts'

/** Everybody who may ask and everything that any of them sees listed. Lists come as they are answered. */
export function useWorld(
  gateway: GatewayView,
  personas: readonly PersonaView[],
  naming: NamingView,
) {
  const { lists, refetch } = useToolLists(gateway.id, personas)
  const rows = alignTools(lists.map(listedTools))
  // A text, so that a list that is read again and says the same changes nothing.
  const names = rows.map(({ name }) => name).join('\n')
  const world = useMemo(() => {
    const listed = names === '' ? [] : names.split('\n')
    const asked = listed.map((each) => {
      const { name, target } = splitTool(each, naming)
      return { listed: each, item: itemOf(name, target) }
    })
    return worldOf(
      personas.map(({ claims }) => subjectOf(claims)),
      asked,
    )
  }, [names, personas, naming])
  const refetchAll = () => personas.forEach((_, index) => refetch(index))
  return { rows, world, refetchAll }
}
