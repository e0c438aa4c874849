import { Environment, EvaluationError, ParseError, TypeError } from '@marcbachmann/cel-js'

import { matchesRe2, safeMatches, useRe2 } from './matches.ts'

/** Values by CEL root name (`jwt`, `mcp`, `request`, `source`), already through `toCel`. */
export type CelContext = Record<string, unknown>

/** What an evaluation came to; the error is one sentence. */
export type CelResult = { value: unknown } | { error: string }

/** A compiled CEL expression. */
export interface Expression {
  readonly text: string
  attempt: (context: CelContext) => CelResult
  /** True only for `true`: errors and other values are false (agentgateway 75b4e6c, http/authorization.rs). */
  test: (context: CelContext) => boolean
}

/** An expression that cannot be compiled; `at` is the offset of the fault in the text, where known. */
export class CelFault extends Error {
  readonly at: number | undefined

  constructor(message: string, at?: number) {
    super(message)
    this.at = at
  }
}

const environment = new Environment({
  unlistedVariablesAreDyn: true,
  enableOptionalTypes: true,
  homogeneousAggregateLiterals: false,
})
  // Not CEL: agentgateway's `contains` is also true for a member of a list (its own test data).
  .registerFunction('list<dyn>.contains(dyn): bool', (list: unknown[], item: unknown) =>
    list.includes(item),
  )
  .registerFunction(`string.${safeMatches}(string): bool`, matchesRe2)

/**
 * Compiles an expression. Stricter than agentgateway in one point: a type error that can be seen without
 * data, or a function that this engine lacks, is a fault here instead of a rule that is never true.
 * @throws CelFault
 */
export function compile(text: string): Expression {
  const parsed = faulty(() => {
    const result = environment.parse(text)
    useRe2(result.ast)
    return result
  })
  const { valid, error } = parsed.check()
  if (!valid) throw toFault(error)
  const attempt = (context: CelContext): CelResult => {
    try {
      return { value: parsed(context) as unknown } // cel-js types every result as any
    } catch (thrown) {
      return { error: toFault(thrown).message }
    }
  }
  const test = (context: CelContext): boolean => {
    const result = attempt(context)
    return 'value' in result && result.value === true
  }
  return { text, attempt, test }
}

function faulty<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    throw toFault(error)
  }
}

function toFault(error: unknown): CelFault {
  if (error instanceof ParseError || error instanceof TypeError || error instanceof EvaluationError)
    return new CelFault(error.summary.replaceAll(safeMatches, 'matches'), error.range?.start)
  return new CelFault(error instanceof Error ? error.message : String(error))
}
