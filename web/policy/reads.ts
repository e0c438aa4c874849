import type { ASTNode } from '@marcbachmann/cel-js'

import { isNode, visit } from './tree.ts'

/** A path that an expression reads, such as `['jwt', 'groups']`. */
export type Path = readonly [root: string, ...rest: string[]]

/** Macros whose first argument names a variable for the others. */
const binding = new Set(['all', 'exists', 'exists_one', 'filter', 'map'])

/** The paths that an expression reads, each once, without the variables of its macros. */
export function readsOf(tree: ASTNode): Path[] {
  const found = new Map<string, Path>()
  collect(tree, new Set(), (path) => found.set(path.join('.'), path))
  return [...found.values()]
}

function collect(part: unknown, bound: ReadonlySet<string>, tell: (path: Path) => void): void {
  if (Array.isArray(part)) {
    for (const item of part) collect(item, bound, tell)
    return
  }
  if (!isNode(part)) return
  const path = pathOf(part)
  if (path) {
    if (!bound.has(path[0])) tell(path)
    return
  }
  if (part.op === 'rcall' && binding.has(part.args[0])) {
    const [, receiver, [variable, ...rest]] = part.args
    collect(receiver, bound, tell)
    const inner = variable?.op === 'id' ? new Set([...bound, variable.args]) : bound
    collect(rest, inner, tell)
    return
  }
  collect(part.args, bound, tell)
}

/** `jwt.groups`, `jwt.?groups`, `jwt["groups"]`: a chain of names that begins with a variable. */
export function pathOf(node: ASTNode): Path | undefined {
  if (node.op === 'id') return [node.args]
  if (node.op === '.' || node.op === '.?') return longer(node.args[0], node.args[1])
  if (node.op === '[]' || node.op === '[?]') {
    const [of, key] = node.args
    return key.op === 'value' && typeof key.args === 'string' ? longer(of, key.args) : undefined
  }
  return undefined
}

function longer(node: ASTNode, name: string): Path | undefined {
  const path = pathOf(node)
  return path && [...path, name]
}

/** Operators and calls that may leave a part of an expression unread. */
const lenient = new Set(['?:', '.?', '[?]', '&&', '||'])
const lenientCalls = new Set([...binding, 'has', 'bind', 'optional', 'or', 'orValue'])

/** Whether evaluating an expression reads everything that it names, so that nothing missing stays unseen. */
export function isStrict(tree: ASTNode): boolean {
  let strict = true
  visit(tree, (node) => {
    const calls = node.op === 'call' || node.op === 'rcall'
    if (lenient.has(node.op) || (calls && lenientCalls.has(node.args[0]))) strict = false
  })
  return strict
}

/** What stands at a path inside JSON values, and undefined where nothing does. */
export function valueAt(values: Readonly<Record<string, unknown>>, path: Path): unknown {
  return path.reduce<unknown>((at, name) => {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined
    return Object.entries(at).find(([key]) => key === name)?.[1]
  }, values)
}
