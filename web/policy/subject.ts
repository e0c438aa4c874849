import { toCel } from './celValues.ts'
import type { Path } from './reads.ts'

/** Who asks: the claims of a token, made ready for CEL once. Undefined: nobody has seen the token yet. */
export interface Subject {
  readonly claims: Readonly<Record<string, unknown>> | undefined
  readonly jwt: unknown
}

/** What is asked for. `name` is the upstream's own; `target` undefined where nothing tells it. */
export interface Item {
  readonly name: string
  readonly target: string | undefined
  readonly mcp: unknown
}

export const subjectOf = (claims: Record<string, unknown> | undefined): Subject => ({
  claims,
  jwt: toCel(claims),
})

export const itemOf = (name: string, target: string | undefined): Item => ({
  name,
  target,
  mcp: { tool: target === undefined ? { name } : { name, target } },
})

/** Variables of agentgateway 75b4e6c whose values exist only in the request itself. */
const ofTheRequest = new Set([
  'request',
  'source',
  'apiKey',
  'basicAuth',
  'backend',
  'extauthz',
  'extproc',
  'mcpGuardrails',
  'env',
])

/** Every variable that the gateway knows when it decides. */
export const variables: readonly string[] = ['jwt', 'mcp', ...ofTheRequest]

/** Why a path's value cannot be known here; undefined where it can. */
export function unknownBecause(path: Path, subject: Subject, item: Item | null) {
  const [root, first, second] = path
  if (ofTheRequest.has(root)) return `${path.join('.')} is known only when the request is made.`
  if (root === 'jwt' && subject.claims === undefined)
    return 'The claims are not known: this persona holds no token yet.'
  if (first === 'tool' && second === 'target' && root === 'mcp' && item?.target === undefined)
    return item ? 'Nothing tells which target has this tool.' : undefined
  return undefined
}
