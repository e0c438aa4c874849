import {
  type ASTNode,
  Environment,
  EvaluationError,
  ParseError,
  TypeError as CelTypeError,
} from '@marcbachmann/cel-js'

import { matchesRe2, safeMatches, useRe2 } from './matches.ts'

/** From the first character to behind the last, in UTF-16 units of the text. */
export type Range = readonly [start: number, end: number]

/** A parsed expression. */
export interface Expression {
  readonly tree: ASTNode
  /** What is wrong with it whatever the values are, such as `"a" + 1`. */
  readonly fault: CelFault | undefined
  /** Of its value, as far as that can be told from the text: `bool`, `list<string>`, `dyn`. */
  readonly type: string | undefined
  /** Its value; whole numbers are BigInt. @throws CelFault */
  readonly evaluate: (values: Record<string, unknown>) => unknown
}

/** Something that CEL objects to: in the text, or while evaluating it. Codes are those of cel-js. */
export class CelFault extends Error {
  readonly code: string
  readonly range: Range | undefined

  constructor(code: string, message: string, range?: Range) {
    super(message)
    this.code = code
    this.range = range
  }
}

/** The dialect of agentgateway, as far as cel-js speaks it. `closed`: only registered variables are known. */
export const dialect = (closed = false): Environment =>
  new Environment({
    unlistedVariablesAreDyn: !closed,
    enableOptionalTypes: true,
    homogeneousAggregateLiterals: false,
  })
    // Not CEL: agentgateway's `contains` is also true for a member of a list (its own test data).
    .registerFunction('list<dyn>.contains(dyn): bool', (list: unknown[], item: unknown) =>
      list.includes(item),
    )
    .registerFunction(`string.${safeMatches}(string): bool`, matchesRe2)

const environment = dialect()

/**
 * Parses an expression once, to be evaluated many times.
 * @throws CelFault where the text is no expression
 */
export function parse(text: string, within: Environment = environment): Expression {
  const parsed = faulty(() => {
    const result = within.parse(text)
    useRe2(result.ast)
    return result
  })
  const { error, type } = parsed.check()
  const fault = error === undefined ? undefined : toFault(error)
  return {
    tree: parsed.ast,
    fault,
    type,
    evaluate: (values) => {
      if (fault) throw fault
      return faulty((): unknown => parsed(values))
    },
  }
}

function faulty<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw toFault(error)
  }
}

function toFault(error: unknown): CelFault {
  if (
    error instanceof ParseError ||
    error instanceof CelTypeError ||
    error instanceof EvaluationError
  ) {
    const { code, summary, range } = error
    const words = summary.replaceAll(safeMatches, 'matches')
    return new CelFault(code, words, range && [range.start, range.end])
  }
  return new CelFault('failed', error instanceof Error ? error.message : String(error))
}
