import type { ASTNode } from '@marcbachmann/cel-js'

import { CelFault, type Expression, parse, type Range } from './cel.ts'
import { typeName } from './celValues.ts'
import { unknownFunction } from './functions.ts'
import { wholeRange } from './place.ts'
import { isStrict, type Path, readsOf, valueAt } from './reads.ts'
import { type Item, type Subject, unknownBecause } from './subject.ts'

/** What a clause came to. `unknown`: it needs a value, or a function, that is not at hand here. */
export type Truth =
  | { is: 'true' | 'false' }
  | { is: 'error'; code: string; message: string; range?: Range | undefined }
  | { is: 'unknown'; message: string }

/** A rule is a tree: `&&`, `||` and `!` above, and clauses that are evaluated as a whole below. */
export interface Clause {
  readonly op: '&&' | '||' | '!' | null
  /** Its part of the rule's text. */
  readonly text: string
  /** Where it stands in the rule's text. */
  readonly range: Range
  readonly parts: readonly Clause[]
  /** What it reads, without the variables of its macros. */
  readonly reads: readonly Path[]
  /** For a clause without parts: its text alone, behind as many spaces as it stands from the start. */
  readonly alone: string
  readonly test: (subject: Subject, item: Item | null) => Truth
}

const yes: Truth = { is: 'true' }
const no: Truth = { is: 'false' }

/**
 * Takes a rule apart and prepares each clause. @throws CelFault where the text is no expression.
 * A clause that fails does so alone: `error || true` is true and `error && false` is false, as CEL says.
 */
export function compileRule(text: string): Clause {
  return clauseOf(parse(text).tree, text)
}

function clauseOf(node: ASTNode, source: string): Clause {
  const range = wholeRange(source, node.start, node.end)
  const common = { text: source.slice(...range), range, reads: readsOf(node), alone: '' }
  if (node.op === '&&' || node.op === '||') {
    const parts = flat(node, node.op).map((part) => clauseOf(part, source))
    const [decisive, other] = node.op === '&&' ? [no, yes] : [yes, no]
    return {
      ...common,
      op: node.op,
      parts,
      test: (subject, item) => {
        const found = parts.map((part) => part.test(subject, item))
        return (
          found.find(({ is }) => is === decisive.is) ??
          found.find(({ is }) => is === 'unknown') ??
          found.find(({ is }) => is === 'error') ??
          other
        )
      },
    }
  }
  if (node.op === '!_') {
    const part = clauseOf(node.args, source)
    return { ...common, op: '!', parts: [part], test: (...who) => not(part.test(...who)) }
  }
  // At its own place, so that ranges in faults are those of the rule.
  const alone = ' '.repeat(range[0]) + common.text
  return { ...common, op: null, parts: [], alone, test: leaf(node, common.reads, alone) }
}

const not = (truth: Truth): Truth => (truth.is === 'true' ? no : truth.is === 'false' ? yes : truth)

/** `a && b && c` is one list of three, not a pair within a pair. */
const flat = (node: ASTNode, op: '&&' | '||'): ASTNode[] =>
  node.op === op ? node.args.flatMap((part) => flat(part, op)) : [node]

/**
 * Evaluates a clause, and not again for what cannot change it: one that reads only claims has one answer
 * per persona, one that reads only the tool one per tool. That is what a matrix of thousands rests on.
 */
function leaf(node: ASTNode, reads: readonly Path[], alone: string): Clause['test'] {
  const missing = unknownFunction(node)
  if (missing) return () => ({ is: 'unknown', message: missing })
  const expression = parse(alone)
  const evaluate = (subject: Subject, item: Item | null): Truth => {
    const reason = reads.map((path) => unknownBecause(path, subject, item)).find(Boolean)
    if (reason !== undefined) return { is: 'unknown', message: reason }
    const values: Record<string, unknown> = { jwt: subject.jwt }
    if (item) values.mcp = item.mcp
    return attempt(expression, values)
  }
  const readsClaims = reads.some(([root]) => root === 'jwt')
  const readsTool = reads.some(([root]) => root === 'mcp')
  const fails = failsAlike(expression.tree, reads)
  const known = new WeakMap<object, WeakMap<object, Truth>>()
  return (subject, item) => {
    const who = readsClaims ? subject : nothing
    const what = (readsTool && !fails(subject) && item) || nothing
    const answers = known.get(who) ?? new WeakMap<object, Truth>()
    known.set(who, answers)
    const answer = answers.get(what) ?? evaluate(subject, item)
    answers.set(what, answer)
    return answer
  }
}

/**
 * Whether a clause fails for a persona whatever the tool is: a claim is missing that it cannot do without.
 * To throw for each of thousands of cells would take longer than everything else together.
 */
function failsAlike(tree: ASTNode, reads: readonly Path[]): (subject: Subject) => boolean {
  const claims = reads.filter(([root]) => root === 'jwt')
  const perhaps = !isStrict(tree) || reads.some((path) => path.includes('target'))
  const known = new WeakMap<Subject, boolean>()
  return (subject) => {
    if (perhaps || claims.length === 0) return false
    const before = known.get(subject)
    if (before !== undefined) return before
    const lacks = claims.some((path) => valueAt({ jwt: subject.claims }, path) === undefined)
    known.set(subject, lacks)
    return lacks
  }
}

const nothing = {}

function attempt(expression: Expression, values: Record<string, unknown>): Truth {
  try {
    const value = expression.evaluate(values)
    if (typeof value === 'boolean') return value ? yes : no
    const message = `It is of type ${typeName(value)}, and only true counts as true.`
    return { is: 'error', code: 'not_bool', message }
  } catch (error) {
    if (!(error instanceof CelFault)) throw error
    return { is: 'error', code: error.code, message: error.message, range: error.range }
  }
}
