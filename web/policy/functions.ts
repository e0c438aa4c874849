import type { ASTNode } from '@marcbachmann/cel-js'

import { dialect } from './cel.ts'
import { safeMatches } from './matches.ts'
import { visit } from './tree.ts'

/** Functions that agentgateway 75b4e6c adds to CEL and that are not evaluated here. */
const ofTheGateway = new Set(
  `json toJson with variables mapValues filterKeys merge default coalesce regexReplace encode decode sha1
  sha256 md5 ip cidr isIP charAt replace reverse abs ceil floor round trunc sign greatest least fail random
  uuid unvalidatedJwtPayload flatten distinct sort range slice`.split(/\s+/),
)

let known: ReadonlySet<string> | undefined
const evaluated = () =>
  (known ??= new Set([
    ...dialect()
      .getDefinitions()
      .functions.map(({ name }) => name),
    'matches',
    safeMatches,
    'optional',
  ]))

/** The name of the first function that this page cannot evaluate. */
export function foreignFunction(tree: ASTNode): { name: string; node: ASTNode } | undefined {
  let found: { name: string; node: ASTNode } | undefined
  visit(tree, (node) => {
    if (found || (node.op !== 'call' && node.op !== 'rcall')) return
    const [name] = node.args
    if (!evaluated().has(name)) found = { name, node }
  })
  return found
}

/** Whether agentgateway is known to have a function of that name. */
export const gatewayHas = (name: string): boolean => ofTheGateway.has(name)

/** Why an expression cannot be evaluated here, where it calls what only the gateway may have. */
export function unknownFunction(tree: ASTNode): string | undefined {
  const foreign = foreignFunction(tree)
  if (!foreign) return undefined
  return gatewayHas(foreign.name)
    ? `${foreign.name}() is a function of agentgateway that is not evaluated here.`
    : `No function ${foreign.name}() is known here.`
}
