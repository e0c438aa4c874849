import { z } from 'zod'

/** JSON-RPC 2.0 as MCP uses it: an id is a string or a whole number, params an object. */
const id = z.union([z.string(), z.int()])
const version = z.literal('2.0')
const params = z.record(z.string(), z.unknown()).optional()

const request = z.object({ jsonrpc: version, id, method: z.string(), params })
const success = z.object({ jsonrpc: version, id, result: z.record(z.string(), z.unknown()) })
const notification = z.object({ jsonrpc: version, method: z.string(), params })
const failure = z.object({
  jsonrpc: version,
  id: id.nullish(),
  error: z.looseObject({ code: z.number(), message: z.string() }),
})

export type RpcId = z.infer<typeof id>
export type RpcRequest = z.infer<typeof request>
export type RpcSuccess = z.infer<typeof success>
export type RpcFailure = z.infer<typeof failure>
export type RpcMessage = RpcRequest | RpcSuccess | RpcFailure | z.infer<typeof notification>

/** In the order in which agentgateway's MCP library tries the shapes; unknown members are dropped. */
const message = z.union([request, success, notification, failure])

/** One message, or undefined for anything else, a batch included. */
export const parseMessage = (value: unknown): RpcMessage | undefined =>
  message.safeParse(value).data

export const isRequest = (item: RpcMessage): item is RpcRequest => 'method' in item && 'id' in item
export const isSuccess = (item: RpcMessage): item is RpcSuccess => 'result' in item
export const isFailure = (item: RpcMessage): item is RpcFailure => 'error' in item

/** An error object whose members are in the order in which agentgateway writes them. */
export const rpcError = (
  answering: RpcId | null,
  code: number,
  text: string,
  data?: Record<string, unknown>,
) => ({ jsonrpc: '2.0', id: answering, error: { code, message: text, ...(data && { data }) } })
