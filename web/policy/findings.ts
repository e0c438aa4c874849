import { CelFault, parse, type Range } from './cel.ts'
import { foreignFunction, gatewayHas } from './functions.ts'
import { literalFindings } from './literals.ts'
import { type Clause, compileRule } from './rule.ts'
import { sayFault } from './sayFault.ts'
import type { World } from './world.ts'

/**
 * Something to know of a rule. `fault`: it is no expression. `never`: this part is never true, for
 * nobody at hand or for nobody at all. `note`: worth a look.
 */
export interface Finding {
  severity: 'fault' | 'never' | 'note'
  range: Range
  message: string
}

/** Everything that can be said of a rule's text before it is asked. In the order of the text. */
export function findingsOf(text: string, world: World): Finding[] {
  if (text.trim() === '')
    return [{ severity: 'note', range: [0, text.length], message: 'Nothing is written yet.' }]
  let clause: Clause
  try {
    clause = compileRule(text)
  } catch (error) {
    if (!(error instanceof CelFault)) throw error
    const range = error.range ?? ([0, text.length] as const)
    return [{ severity: 'fault', range: visible(range, text), message: error.message }]
  }
  return leaves(clause)
    .flatMap((leaf) => ofClause(leaf, world))
    .toSorted((a, b) => a.range[0] - b.range[0])
}

const leaves = (clause: Clause): readonly Clause[] =>
  clause.op ? clause.parts.flatMap(leaves) : [clause]

/** A fault at the end of the text has no width; the last character bears it. */
const visible = ([start, end]: Range, text: string): Range =>
  start < end ? [start, end] : [Math.max(0, Math.min(start, text.length) - 1), text.length]

function ofClause(clause: Clause, world: World): Finding[] {
  const { tree, fault, type } = parse(clause.alone, world.typed)
  const at = (range: Range | undefined): Range => range ?? clause.range
  const foreign = foreignFunction(tree)
  if (foreign) {
    const { name, node } = foreign
    const message = gatewayHas(name)
      ? `${name}() belongs to agentgateway and is not evaluated here, so what it decides stays unknown.`
      : `Neither CEL nor agentgateway is known to have a function ${name}().`
    const severity = gatewayHas(name) ? 'note' : 'never'
    return [{ severity, range: at([node.start, node.end]), message }]
  }
  if (fault) return [{ ...sayFault(fault, clause, world), range: at(fault.range) }]
  if (type !== undefined && type !== 'bool' && type !== 'dyn') {
    const message = `This is of type ${type}. Only true counts as true, so it never is.`
    return [{ severity: 'never', range: clause.range, message }]
  }
  return literalFindings(tree, world).map(({ range, ...rest }) => ({ ...rest, range: at(range) }))
}
