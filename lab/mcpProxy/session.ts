import {
  isJSONRPCNotification,
  isJSONRPCRequest,
  type JSONRPCMessage,
  type JSONRPCRequest,
  ProtocolError,
} from '@modelcontextprotocol/client'

import { openConnections } from './connections.ts'
import { answers } from './methods.ts'
import type { ProxyModel } from './model.ts'
import type { Claims } from './rules.ts'

/** One client's conversation with the proxy. */
export interface Session {
  /** `claims` are of the request that brought the message: every one brings a token. */
  receive(message: JSONRPCMessage, claims: Claims): void
  close(): Promise<void>
}

export interface SessionOptions {
  model: () => ProxyModel
  send: (message: object) => void
  /** Called when the client does not begin as MCP says; the proxy then forgets it. */
  fail: () => void
}

/** What must come next; the Rust SDK gives up on a client that sends anything else (rmcp, serve_server). */
type Stage = 'initialize' | 'initialized' | 'ready'

export function openSession({ model, send, fail }: SessionOptions): Session {
  const connections = openConnections(model)
  let stage: Stage = 'initialize'

  const answer = async (request: JSONRPCRequest, claims: Claims): Promise<void> => {
    const { id, method, params = {} } = request
    try {
      const give = answers[method]
      if (give === undefined) throw new ProtocolError(-32601, method)
      send({
        jsonrpc: '2.0',
        id,
        result: await give({ params, claims, model: model(), connections }),
      })
    } catch (error) {
      send({ jsonrpc: '2.0', id, error: toError(error) })
    }
  }

  const greet = (message: JSONRPCMessage): boolean => {
    if (stage === 'initialize' && isJSONRPCRequest(message) && message.method === 'initialize') {
      stage = 'initialized'
      return true
    }
    if (stage === 'initialized' && isJSONRPCNotification(message)) {
      stage = 'ready'
      return message.method === 'notifications/initialized'
    }
    return stage === 'ready'
  }

  return {
    receive: (message, claims) => {
      if (!greet(message)) fail()
      else if (isJSONRPCRequest(message)) void answer(message, claims)
    },
    close: () => connections.close(),
  }
}

/** A target's own error passes as it is; anything else is the proxy's, code -32603. */
function toError(error: unknown): object {
  if (error instanceof ProtocolError)
    return {
      code: error.code,
      message: error.message,
      ...(error.data !== undefined && { data: error.data }),
    }
  return { code: -32603, message: error instanceof Error ? error.message : String(error) }
}
