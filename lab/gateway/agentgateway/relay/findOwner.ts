import { isFailure, isSuccess, type RpcId, type RpcSuccess } from '../../core/jsonrpc.ts'
import { UpstreamFailure } from '../../core/upstreamAnswer.ts'
import type { Call } from '../call.ts'
import { sendError } from '../errors.ts'
import { NoSuchName } from './naming.ts'
import type { Upstream } from './relay.ts'
import { ask } from './send.ts'

const lists = {
  tool: { method: 'tools/list', items: 'tools' },
  prompt: { method: 'prompts/list', items: 'prompts' },
} as const

/** agentgateway's bound for a server that hands out cursors for ever (75b4e6c, mcp/handler.rs). */
const mostPages = 64

let asked = 0

/**
 * The one target that has a tool or prompt of an unprefixed name, found by listing all targets.
 * @throws NoSuchName where none or more than one has it, Refused where a target fails and that matters
 */
export async function findOwner(
  call: Call,
  id: RpcId,
  type: 'tool' | 'prompt',
  name: string,
): Promise<string> {
  const { upstreams, backend } = call.relay
  const settled = await Promise.allSettled(
    upstreams.map((upstream) => hasName(call, upstream, { id, type, name })),
  )
  const owners: string[] = []
  for (const [index, { target }] of upstreams.entries()) {
    const answer = settled[index]
    if (answer?.status === 'fulfilled' && answer.value) owners.push(target.name)
    if (answer?.status === 'rejected' && backend.failureMode === 'FailClosed')
      throw answer.reason instanceof UpstreamFailure
        ? sendError(id, answer.reason.said)
        : answer.reason
  }
  const [owner, second] = owners
  if (second !== undefined) throw new NoSuchName(`${type} ${name} is served by multiple targets`)
  if (owner === undefined) throw new NoSuchName(`unknown ${type} ${name}`)
  return owner
}

async function hasName(
  call: Call,
  upstream: Upstream,
  { id, type, name }: { id: RpcId; type: keyof typeof lists; name: string },
): Promise<boolean> {
  const { method, items } = lists[type]
  let cursor: unknown
  for (let page = 0; page < mostPages; page += 1) {
    asked += 1
    const request = { jsonrpc: '2.0', id: `agw-resolve-${asked}`, method } as const
    const params = typeof cursor === 'string' ? { params: { cursor } } : {}
    // One page after the other: a page tells where the next one is.
    const result = await answerOf(await ask(call, upstream, { ...request, ...params }, id))
    if (result === undefined) return false
    const list = result[items]
    if (!Array.isArray(list))
      throw new NoSuchName(`upstream returned a result incompatible with \`${method}\``)
    if (list.some((item: { name?: unknown } | null) => item?.name === name)) return true
    cursor = result['nextCursor']
    if (typeof cursor !== 'string') return false
  }
  throw new NoSuchName(`exceeded ${mostPages} pages listing ${type}s`)
}

/** The result, or undefined where the server has no such method. @throws NoSuchName for another error */
async function answerOf(
  messages: Awaited<ReturnType<typeof ask>>,
): Promise<RpcSuccess['result'] | undefined> {
  for await (const message of messages) {
    if (isSuccess(message)) return message.result
    if (!isFailure(message)) continue
    if (message.error.code === -32601) return undefined
    throw new NoSuchName(message.error.message)
  }
  return undefined
}
