import { useSuspenseQuery } from '@tanstack/react-query'

import type { GatewayView } from '#bff'

import { gatewaysQuery } from '../mcp/queries.ts'

/** The gateways of the configuration, in its order. */
export const useGateways = (): GatewayView[] => useSuspenseQuery(gatewaysQuery).data
