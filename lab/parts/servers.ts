import { parseOrigins } from '../servers/reading/allowList.ts'
import type { LabService } from '../service.ts'
import { lazily, serviceOf } from './lazy.ts'
import type { PartContext, Product } from './part.ts'

interface ToolServer extends LabService {
  /** How many calls reached its tools. */
  toolCalls?(): number
  /** For one that may stop of itself. */
  ended?: Promise<void>
}

type ServerPort = 'everything' | 'sample' | 'markitdown' | 'fetcher'

/** The MCP servers behind the gateways, each made when it is first asked. */
export function prepareServers({ env, ports }: PartContext): Product[] {
  const variable = 'LAB_FETCH_ALLOW'
  const origins = [ports.fetcher, ports.markitdown].map((port) => `http://127.0.0.1:${port}`)
  const allowed = {
    origins: [...origins, ...parseOrigins(env[variable] ?? '', variable)],
    variable,
  }
  return [
    prepare('everything', async () => {
      const { createEverything } = await import('../servers/everything/everything.ts')
      return createEverything()
    }),
    prepare('sample', async () => {
      const { createSample } = await import('../servers/sample/sample.ts')
      return createSample()
    }),
    prepare('markitdown', async () => {
      const { createMarkitdown } = await import('../servers/markitdown/markitdown.ts')
      return createMarkitdown({ allowed })
    }),
    prepare('fetcher', async () => {
      const { createFetcher } = await import('../servers/fetcher/fetcher.ts')
      return createFetcher({ allowed })
    }),
  ]
}

function prepare(port: ServerPort, make: () => Promise<ToolServer>): Product {
  const server = lazily(
    make,
    (made) => made.close?.(),
    (made) => made.ended,
  )
  return {
    services: { [port]: serviceOf(server, (made) => made) },
    restart: server.drop,
    reset: () => Promise.resolve(),
    close: server.drop,
    counters: async () => {
      const made = await server.made()
      return made?.toolCalls ? { [`${port}.toolCalls`]: made.toolCalls() } : {}
    },
  }
}
