import { type ASTNode, Environment } from '@marcbachmann/cel-js'

const cel = new Environment({
  unlistedVariablesAreDyn: true,
  enableOptionalTypes: true,
  homogeneousAggregateLiterals: false,
})

/** Claims that a CEL expression reads: `jwt.groups`, `jwt["groups"]`, `jwt.?groups`. None if it cannot be parsed. */
export function claimsRead(expression: string): string[] {
  try {
    return [...new Set(claimsOf(cel.parse(expression).ast))]
  } catch {
    return []
  }
}

function claimsOf(node: ASTNode): string[] {
  const found: string[] = []
  if (node.op === '.' || node.op === '.?' || node.op === '[]' || node.op === '[?]') {
    const [of, name] = node.args
    const claim = typeof name === 'string' ? name : name.op === 'value' ? name.args : undefined
    if (of.op === 'id' && of.args === 'jwt' && typeof claim === 'string') found.push(claim)
  }
  const inner: unknown[] = Array.isArray(node.args) ? node.args.flat(2) : [node.args]
  return [...found, ...inner.filter(isNode).flatMap(claimsOf)]
}

const isNode = (value: unknown): value is ASTNode =>
  typeof value === 'object' && value !== null && 'op' in value && 'args' in value
