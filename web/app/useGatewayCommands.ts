import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'

import type { GatewayView } from '#bff'

import { type Command, useCommands } from '../commands.ts'
import { gatewaysQuery } from '../mcp/queries.ts'
import { paths } from '../paths.ts'

const none: readonly GatewayView[] = []

/** Each gateway and its Policy bench by name, from any page, for as long as the palette is open. */
export function useGatewayCommands(): void {
  const navigate = useNavigate()
  const { data: gateways = none } = useQuery(gatewaysQuery)
  useCommands(
    useMemo(
      () =>
        gateways.flatMap(({ id, label }): Command[] => [
          {
            id: `gateway ${id}`,
            label: `Gateway ${label}`,
            group: 'Gateways',
            run: () => void navigate(paths.gateway(id)),
          },
          {
            id: `policy ${id}`,
            label: `Policy bench of ${label}`,
            group: 'Gateways',
            keywords: ['rules', 'CEL'],
            run: () => void navigate(paths.policy(id)),
          },
        ]),
      [gateways, navigate],
    ),
  )
}
