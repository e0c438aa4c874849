import type { ASTNode } from '@marcbachmann/cel-js'

export const isNode = (part: unknown): part is ASTNode =>
  typeof part === 'object' && part !== null && 'op' in part && 'args' in part

/** Calls `act` for a node and every node below it. */
export function visit(part: unknown, act: (node: ASTNode) => void): void {
  if (Array.isArray(part)) {
    for (const item of part) visit(item, act)
    return
  }
  if (!isNode(part)) return
  act(part)
  visit(part.args, act)
}
