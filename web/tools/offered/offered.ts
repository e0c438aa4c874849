import { queryOptions } from '@tanstack/react-query'

import type { McpReply, McpRequestBody } from '#bff'

import { call } from '../../api/client.ts'
import { isObject } from '../../mcp/argumentsText.ts'

type ListMethod = Extract<McpRequestBody['method'], `${string}/list`>

/** Which member of its result each list is in (MCP 2025-11-25, `ListResourcesResult` and its like). */
const members: Record<ListMethod, string> = {
  'resources/list': 'resources',
  'resources/templates/list': 'resourceTemplates',
  'prompts/list': 'prompts',
}

/** One list as one persona is given it. An answer that says no is data; only trouble of the console throws. */
export const listQuery = (gateway: string, as: string, method: ListMethod) =>
  queryOptions({
    queryKey: ['mcp', 'list', gateway, as, method],
    queryFn: ({ signal }) =>
      call('POST /bff/gateways/:gateway/requests', {
        params: { gateway },
        body: { as, method },
        signal,
      }),
  })

interface PromptArgument {
  name: string
  description: string
  required: boolean
}

/** Something that a server offers beside tools. */
export interface Offered {
  kind: 'resource' | 'template' | 'prompt'
  /** What it is asked for by: the URI, the template, or the prompt's name. */
  id: string
  /** What to call it. */
  name: string
  description: string
  mimeType: string
  /** In bytes, where the server says it. */
  size: number | undefined
  /** Of a prompt. */
  args: PromptArgument[]
}

const kinds: Record<ListMethod, Offered['kind']> = {
  'resources/list': 'resource',
  'resources/templates/list': 'template',
  'prompts/list': 'prompt',
}
const ids = { resource: 'uri', template: 'uriTemplate', prompt: 'name' }

const text = (value: unknown) => (typeof value === 'string' ? value : '')

const argumentsIn = (value: unknown): PromptArgument[] =>
  (Array.isArray(value) ? value : []).filter(isObject).map((each) => ({
    name: text(each.name),
    description: text(each.description),
    required: each.required === true,
  }))

/** The entries of a list; undefined where it could not be read, so that nothing is taken for missing. */
export function offeredIn(reply: McpReply | undefined): Offered[] | undefined {
  if (reply?.verdict.outcome !== 'allowed' || !isListMethod(reply.method)) return undefined
  const kind = kinds[reply.method]
  const list = reply.result?.[members[reply.method]]
  return (Array.isArray(list) ? list : []).filter(isObject).map((each) => ({
    kind,
    id: text(each[ids[kind]]),
    name: text(each.title) || text(each.name) || text(each[ids[kind]]),
    description: text(each.description),
    mimeType: text(each.mimeType),
    size: typeof each.size === 'number' ? each.size : undefined,
    args: argumentsIn(each.arguments),
  }))
}

const isListMethod = (method: string): method is ListMethod => Object.hasOwn(members, method)
