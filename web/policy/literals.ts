import type { ASTNode } from '@marcbachmann/cel-js'

import type { Range } from './cel.ts'
import { type Path, pathOf } from './reads.ts'
import { visit } from './tree.ts'
import type { World } from './world.ts'

interface LiteralFinding {
  severity: 'never' | 'note'
  range: Range
  message: string
}

/** Names of tools and targets that a clause compares with, and that nobody at hand has. */
export function literalFindings(tree: ASTNode, { asked }: World): LiteralFinding[] {
  if (asked.length === 0) return []
  const names = new Set(asked.map(({ item }) => item.name))
  const targets = new Set(asked.flatMap(({ item }) => item.target ?? []))
  const found: LiteralFinding[] = []
  visit(tree, (node) => {
    for (const { path, literal, text } of compared(node)) {
      const range: Range = [literal.start, literal.end]
      const what = path.join('.')
      if (what === 'mcp.tool.name' && !names.has(text)) {
        const prefixed = asked.find(({ listed }) => listed === text)
        const message = prefixed
          ? `Rules see the name without what the gateway puts in front: ${prefixed.item.name}.`
          : `No list that was read names a tool ${text}.`
        found.push({ severity: prefixed ? 'never' : 'note', range, message })
      }
      if (what === 'mcp.tool.target' && targets.size > 0 && !targets.has(text))
        found.push({ severity: 'note', range, message: `No tool at hand is of a target ${text}.` })
    }
  })
  return found
}

interface Compared {
  path: Path
  literal: ASTNode
  text: string
}

/** `path == "text"`, either way round, and `path in ["text", …]`. */
function compared(node: ASTNode): Compared[] {
  if (node.op === '==') {
    const [left, right] = node.args
    return [...pair(left, right), ...pair(right, left)]
  }
  if (node.op !== 'in') return []
  const [left, right] = node.args
  return right.op === 'list' ? right.args.flatMap((member) => pair(left, member)) : []
}

function pair(of: ASTNode, literal: ASTNode): Compared[] {
  const path = pathOf(of)
  return path && literal.op === 'value' && typeof literal.args === 'string'
    ? [{ path, literal, text: literal.args }]
    : []
}
