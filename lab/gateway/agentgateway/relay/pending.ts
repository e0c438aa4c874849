import type { RpcId } from '../../core/jsonrpc.ts'

/** A server's request that waits for the client: who asked, and under which id. */
interface Pending {
  readonly target: string
  readonly id: RpcId
}

export interface PendingRequests {
  /** Remembers a server's request; the id under which the client gets it. */
  readonly add: (target: string, id: RpcId) => RpcId
  /** The request of an id that the client answers, once. */
  readonly take: (id: RpcId) => Pending | undefined
}

/** agentgateway's bound (75b4e6c, mcp/handler.rs): a server that asks without end costs no more than this. */
const mostPending = 256

/**
 * Ids are unique per connection only, so two servers may both ask with 0. The client sees
 * `agw:<target>:n:<number>` or `agw:<target>:s:<text>` (agentgateway acbd7f5dd).
 */
export function pendingRequests(): PendingRequests {
  const waiting = new Map<RpcId, Pending>()
  return {
    add: (target, id) => {
      const seen = `agw:${target}:${typeof id === 'number' ? 'n' : 's'}:${id}`
      if (waiting.size >= mostPending) waiting.delete([...waiting.keys()][0] ?? seen)
      waiting.set(seen, { target, id })
      return seen
    },
    take: (id) => {
      const found = waiting.get(id)
      waiting.delete(id)
      return found
    },
  }
}
