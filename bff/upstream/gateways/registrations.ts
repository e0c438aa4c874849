import type { NamingView } from '../../contract.ts'
import { isRecord } from '../wire.ts'
import { valuesOf } from './dumpedRoutes.ts'

/** One server of Kuadrant's `/status` (e5d18c99). */
export interface Registration {
  /** `namespace/name` of the route that leads to it. */
  name: string
  /** What stands before the names of its tools, such as `http_`. */
  prefix: string
  hostname: string
  ready: boolean
  message: string
  tools: number
  prompts: number
  protocol: string | null
  lastValidated: string | null
}

/** Prefix and host name are in the id: `mcp-test/http-route:http_:http.mcp.local`. */
export function registrationsOf(status: unknown): Registration[] {
  const servers = isRecord(status) ? valuesOf(status['servers']) : []
  return servers.map((server) => {
    const [route = '', prefix = '', ...hostname] = textOf(server['id']).split(':')
    const validation = server['protocolValidation']
    const version = isRecord(validation) ? textOf(validation['supportedVersion']) : ''
    return {
      name: textOf(server['name']) || route,
      prefix,
      hostname: hostname.join(':'),
      ready: server['ready'] === true,
      message: textOf(server['message']),
      tools: countOf(server['totalTools']),
      prompts: countOf(server['totalPrompts']),
      protocol: version || null,
      lastValidated: textOf(server['lastValidated']) || null,
    }
  })
}

/** Kuadrant puts the prefix before the name and nothing between them. */
export const namingOfRegistrations = (all: readonly Registration[]): NamingView => ({
  separator: '',
  targets: all.map(({ name, prefix }) => ({ target: name, prefix })),
})

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const countOf = (value: unknown): number => (typeof value === 'number' ? value : 0)
