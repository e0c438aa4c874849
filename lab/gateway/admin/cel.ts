import { z } from 'zod'

import { compile, type Expression } from '../cel/expression.ts'
import { fromCel, toCel } from '../cel/values.ts'

const input = z.object({
  expression: z.string(),
  data: z.record(z.string(), z.unknown()).nullish(),
})

/** What `POST /cel` answers: a result, or why there is none. */
export interface CelAnswer {
  status: 200 | 400
  body: { result: unknown; error: string | null }
}

/**
 * Evaluates `{expression, data?}`, where the keys of `data` are the CEL roots. A fault of the expression
 * or of the input is 400, a failed evaluation 200 (agentgateway 75b4e6c, management/ui.rs).
 */
export function evaluateCel(body: string): CelAnswer {
  let request: z.output<typeof input>
  try {
    request = input.parse(JSON.parse(body))
  } catch (error) {
    return refused(400, `Failed to parse input data: ${sentence(error)}`)
  }
  let expression: Expression
  try {
    expression = compile(request.expression)
  } catch (error) {
    return refused(400, `Failed to compile expression: ${sentence(error)}`)
  }
  const roots = Object.entries(request.data ?? {}).map(([root, value]) => [root, toCel(value)])
  const result = expression.attempt(Object.fromEntries(roots))
  return 'error' in result
    ? refused(200, `Evaluation error: ${result.error}`)
    : { status: 200, body: { result: fromCel(result.value), error: null } }
}

const refused = (status: CelAnswer['status'], error: string): CelAnswer => ({
  status,
  body: { result: null, error },
})

/** One line: CEL's own messages draw a caret below the source. */
function sentence(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error).split('\n')[0] ?? 'wrong shape'
  if (typeof error === 'object' && error !== null && 'summary' in error)
    return String(error.summary)
  return error instanceof Error ? error.message : String(error)
}
