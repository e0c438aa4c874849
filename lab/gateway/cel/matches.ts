import type { ASTNode } from '@marcbachmann/cel-js'
import { RE2JS } from 're2js'

/** The name under which `matches` runs; not an identifier an author could write by accident. */
export const safeMatches = '__matchesRe2'

/**
 * CEL's `matches` is RE2, linear in its input. cel-js runs it on the JavaScript engine and forbids an
 * overload of the same name, so calls are renamed in the parsed tree before it is first checked: a
 * pattern such as `^(a+)+$` then cannot stall the gateway. Literal patterns are compiled here.
 * @throws RE2JSException for a literal that RE2 refuses, such as a back-reference
 */
export function useRe2(tree: ASTNode): void {
  visit(tree, (node) => {
    if (node.op !== 'rcall' || node.args[0] !== 'matches') return
    node.args[0] = safeMatches
    const [pattern] = node.args[2]
    if (pattern?.op === 'value' && typeof pattern.args === 'string') RE2JS.compile(pattern.args)
  })
}

/** Unanchored match, as CEL defines `matches`. */
export const matchesRe2 = (text: string, pattern: string): boolean =>
  RE2JS.compile(pattern).matcher(text).find()

function visit(part: unknown, act: (node: ASTNode) => void): void {
  if (Array.isArray(part)) {
    for (const item of part) visit(item, act)
    return
  }
  if (!isNode(part)) return
  act(part)
  visit(part.args, act)
}

const isNode = (part: unknown): part is ASTNode =>
  typeof part === 'object' && part !== null && 'op' in part && 'args' in part
