import type { Era } from './era.ts'

/** What a rule is asked about, by its name in CEL: `mcp.tool`, `mcp.prompt`, … */
export type ResourceType = 'tool' | 'prompt' | 'resource' | 'task'

type Params = Readonly<Record<string, unknown>> | undefined

/** How a method is treated. */
export type Method =
  | { kind: 'initialize' }
  | { kind: 'discover' }
  /** Changes of what the client names, as they come (2026-07-28). */
  | { kind: 'listen' }
  /** `ping` and `logging/setLevel`: every target hears it, the answer is empty. */
  | { kind: 'empty' }
  | { kind: 'list'; items: string; key: string; type: ResourceType }
  | { kind: 'item'; find: (params: Params) => NamedItem | undefined; cacheable?: boolean }

export interface Item {
  type: ResourceType
  name: string
}

/** An item, and the same parameters for the name that its target knows it by. */
interface NamedItem extends Item {
  under: (name: string) => Record<string, unknown>
}

const named =
  (type: Item['type'], key: string) =>
  (params: Params): NamedItem | undefined => {
    const name = params?.[key]
    if (typeof name !== 'string') return undefined
    return { type, name, under: (upstreamName) => ({ ...params, [key]: upstreamName }) }
  }

function completed(params: Params): NamedItem | undefined {
  const ref = params?.['ref']
  if (typeof ref !== 'object' || ref === null) return undefined
  const fields = { ...ref } as Record<string, unknown> // any object spreads to this
  const found =
    fields['type'] === 'ref/prompt'
      ? named('prompt', 'name')(fields)
      : named('resource', 'uri')(fields)
  return found && { ...found, under: (name) => ({ ...params, ref: found.under(name) }) }
}

const inBothEras: Record<string, Method> = {
  'tools/list': { kind: 'list', items: 'tools', key: 'name', type: 'tool' },
  'prompts/list': { kind: 'list', items: 'prompts', key: 'name', type: 'prompt' },
  'resources/list': { kind: 'list', items: 'resources', key: 'uri', type: 'resource' },
  'resources/templates/list': {
    kind: 'list',
    items: 'resourceTemplates',
    key: 'uriTemplate',
    type: 'resource',
  },
  'tools/call': { kind: 'item', find: named('tool', 'name') },
  'prompts/get': { kind: 'item', find: named('prompt', 'name') },
  'resources/read': { kind: 'item', find: named('resource', 'uri'), cacheable: true },
  'completion/complete': { kind: 'item', find: completed },
  'tasks/get': { kind: 'item', find: named('task', 'taskId') },
  'tasks/update': { kind: 'item', find: named('task', 'taskId') },
  'tasks/cancel': { kind: 'item', find: named('task', 'taskId') },
}

/** The methods agentgateway 75b4e6c routes (mcp/mod.rs); 2026-07-28 removed five and brought two. */
const methods: Record<Era, ReadonlyMap<string, Method>> = {
  legacy: new Map<string, Method>([
    ...Object.entries(inBothEras),
    ['initialize', { kind: 'initialize' }],
    ['ping', { kind: 'empty' }],
    ['logging/setLevel', { kind: 'empty' }],
    ['resources/subscribe', { kind: 'item', find: named('resource', 'uri') }],
    ['resources/unsubscribe', { kind: 'item', find: named('resource', 'uri') }],
  ]),
  modern: new Map<string, Method>([
    ...Object.entries(inBothEras),
    ['server/discover', { kind: 'discover' }],
    ['subscriptions/listen', { kind: 'listen' }],
  ]),
}

/** How a method is treated in an era, or undefined where it does not exist there. */
export const methodOf = (name: string, era: Era): Method | undefined => methods[era].get(name)
