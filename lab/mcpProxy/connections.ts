import { Client, SSEClientTransport } from '@modelcontextprotocol/client'

import type { ProxyModel } from './model.ts'

/** One client's own connections to targets, opened when first needed. */
export interface Connections {
  /** @throws Error for a target that is not there or does not answer */
  to(target: string): Promise<Client>
  close(): Promise<void>
}

/** Targets are asked over SSE, whatever the client speaks; `model` is of the moment. */
export function openConnections(model: () => ProxyModel): Connections {
  const open = new Map<string, { url: string; client: Promise<Client> }>()
  return {
    to: (target) => {
      const url = model().targets.get(target)?.href
      const kept = open.get(target)
      if (kept !== undefined && kept.url === url) return kept.client
      if (url === undefined)
        return Promise.reject(new Error(`Target configuration not found for ${target}`))
      const client = connect(url, () => open.delete(target))
      open.set(target, { url, client })
      return client
    },
    close: async () => {
      await Promise.allSettled([...open.values()].map(async ({ client }) => (await client).close()))
    },
  }
}

async function connect(url: string, lost: () => void): Promise<Client> {
  const client = new Client({ name: 'rmcp', version: '0.1.5' })
  Object.assign(client, { onclose: lost })
  try {
    await client.connect(new SSEClientTransport(new URL(url)))
    return client
  } catch (error) {
    lost()
    throw error
  }
}
