import type { Environment } from '@marcbachmann/cel-js'

import { dialect } from './cel.ts'
import { typeName } from './celValues.ts'
import type { Asked } from './predict.ts'
import { type Subject, variables } from './subject.ts'

/** What rules are checked against: the personas at hand, the tools that any list named. */
export interface World {
  readonly subjects: readonly Subject[]
  readonly asked: readonly Asked[]
  /** Name of a claim → its CEL type over all personas; `dyn` where they differ. */
  readonly claims: ReadonlyMap<string, string>
  /** Knows the variables of the gateway and the types of those claims, and nothing else. */
  readonly typed: Environment
}

export function worldOf(subjects: readonly Subject[], asked: readonly Asked[]): World {
  const claims = claimTypes(subjects)
  return { subjects, asked, claims, typed: typedEnvironment(claims) }
}

/** The types of the claims that at least one persona has. */
function claimTypes(subjects: readonly Subject[]): ReadonlyMap<string, string> {
  const types = new Map<string, string>()
  for (const { claims } of subjects)
    for (const [name, value] of Object.entries(claims ?? {}))
      types.set(name, together(types.get(name), typeOf(value)))
  return types
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) {
    const inner = [...new Set(value.map(typeName))]
    const [only] = inner
    return inner.length === 1 && only && flat.has(only) ? `list<${only}>` : 'list<dyn>'
  }
  const name = typeName(value)
  if (name === 'map') return 'map<string, dyn>'
  return name === 'null' ? 'dyn' : name
}

const flat = new Set(['string', 'int', 'double', 'bool'])

function together(one: string | undefined, other: string): string {
  if (one === undefined || one === other) return other
  // An empty list says nothing of its members.
  if (one.startsWith('list<') && other.startsWith('list<'))
    return one === 'list<dyn>' ? other : other === 'list<dyn>' ? one : 'list<dyn>'
  return 'dyn'
}

/** agentgateway 75b4e6c offers these below `mcp` when it decides. */
const named = { name: 'string', target: 'string' }
export const mcpFields = { tool: named, prompt: named, resource: named, task: named }

function typedEnvironment(claims: ReadonlyMap<string, string>): Environment {
  const environment = dialect(true)
  environment.registerVariable({ name: 'mcp', schema: mcpFields })
  // Where no claims were seen at all, nothing may be said of any.
  if (claims.size === 0) environment.registerVariable('jwt', 'dyn')
  else environment.registerVariable({ name: 'jwt', schema: Object.fromEntries(claims) })
  for (const name of variables)
    if (!environment.hasVariable(name)) environment.registerVariable(name, 'dyn')
  return environment
}
