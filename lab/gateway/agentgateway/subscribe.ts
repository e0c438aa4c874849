import { z } from 'zod'

import type { RpcMessage, RpcRequest } from '../core/jsonrpc.ts'
import type { Call } from './call.ts'
import { authorizeItem, locate } from './items.ts'
import { fanOut, type Opened } from './relay/fanOut.ts'
import { merged } from './relay/merge.ts'
import { prefixedUri } from './relay/naming.ts'

/** What a client of MCP 2026-07-28 wants to hear of (`subscriptions/listen`). */
const filter = z.looseObject({
  toolsListChanged: z.boolean().optional(),
  promptsListChanged: z.boolean().optional(),
  resourcesListChanged: z.boolean().optional(),
  resourceSubscriptions: z.array(z.string()).optional(),
})
type Filter = z.output<typeof filter>

const acknowledged = 'notifications/subscriptions/acknowledged'

interface Subscription {
  readonly target: string
  readonly uri: string
}

/**
 * Opens one stream of changes over all targets that are concerned. Each target hears of its own resources
 * only, and the client gets one acknowledgement that sums up theirs. @throws Refused
 */
export async function subscribe(
  call: Call,
  request: RpcRequest,
): Promise<AsyncIterable<RpcMessage>> {
  const wanted = filter.safeParse(request.params?.['notifications']).data ?? {}
  const own = await subscriptions(call, request, wanted)
  const global =
    wanted.toolsListChanged ?? wanted.promptsListChanged ?? wanted.resourcesListChanged ?? false
  const opened = await fanOut(
    call,
    request,
    call.relay.upstreams.filter(
      ({ target }) => global || own.length === 0 || own.some((item) => item.target === target.name),
    ),
    ({ target }) => ({
      ...request,
      params: { ...request.params, notifications: filterFor(wanted, own, target.name) },
    }),
  )
  return acknowledgedOnce(call, request, opened)
}

async function subscriptions(
  call: Call,
  { id }: RpcRequest,
  { resourceSubscriptions = [] }: Filter,
): Promise<Subscription[]> {
  return Promise.all(
    resourceSubscriptions.map(async (uri) => {
      const item = { type: 'resource', name: uri } as const
      const { target, name } = await locate(call, id, item)
      authorizeItem(call, id, { ...item, target, upstreamName: name })
      return { target, uri: name }
    }),
  )
}

function filterFor(wanted: Filter, own: readonly Subscription[], target: string): Filter {
  const uris = own.filter((item) => item.target === target).map(({ uri }) => uri)
  const { resourceSubscriptions: _all, ...rest } = wanted
  return uris.length === 0 ? rest : { ...rest, resourceSubscriptions: uris }
}

/** Holds back what targets say until all have acknowledged: nothing may come before that. */
async function* acknowledgedOnce(
  call: Call,
  request: RpcRequest,
  opened: readonly Opened[],
): AsyncGenerator<RpcMessage> {
  const accepted: Filter[] = []
  const early: RpcMessage[] = []
  const streams = opened.map(({ upstream, messages }) => ({
    upstream,
    messages: withAcceptedNames(call, upstream.target.name, messages),
  }))
  for await (const message of merged(call, request, streams, () => ({}))) {
    if ('method' in message && message.method === acknowledged) {
      accepted.push(filter.safeParse(message.params?.['notifications']).data ?? {})
      if (accepted.length < opened.length) continue
      yield { ...message, params: { ...message.params, notifications: union(accepted) } }
      yield* early
    } else if (accepted.length < opened.length && 'method' in message) early.push(message)
    else yield message
  }
}

async function* withAcceptedNames(
  { relay }: Call,
  target: string,
  messages: AsyncIterable<RpcMessage>,
): AsyncGenerator<RpcMessage> {
  for await (const message of messages) {
    const accepted =
      'method' in message && message.method === acknowledged
        ? filter.safeParse(message.params?.['notifications']).data
        : undefined
    if (accepted?.resourceSubscriptions === undefined || !('method' in message)) yield message
    else {
      const uris = accepted.resourceSubscriptions.map((uri) => prefixedUri(relay, target, uri))
      const notifications = { ...accepted, resourceSubscriptions: uris }
      yield { ...message, params: { ...message.params, notifications } }
    }
  }
}

function union(filters: readonly Filter[]): Filter {
  const uris = filters.flatMap((one) => one.resourceSubscriptions ?? [])
  const { resourceSubscriptions: _own, ...flags } = Object.assign({}, ...filters) as Filter // of Filters
  return uris.length === 0 ? flags : { ...flags, resourceSubscriptions: uris }
}
