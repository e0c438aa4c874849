import type { ExprValue } from '@bufbuild/cel-spec/cel/expr/eval_pb.js'
import type { Value } from '@bufbuild/cel-spec/cel/expr/value_pb.js'
import {
  getConformanceSuite,
  type IncrementalTestSuite,
} from '@bufbuild/cel-spec/testdata/tests.js'
import { UnsignedInt } from '@marcbachmann/cel-js/evaluator'

import { type CelContext, type CelResult, compile } from '../expression.ts'

/** One test of the CEL specification. */
export interface SpecCase {
  /** `logic/AND/short_circuit_error_left`; numbered where the specification uses a name twice. */
  name: string
  expression: string
  /** What went wrong, or undefined where the engine does as the specification says. */
  fault: string | undefined
}

/** The tests of a section of the specification (v0.25.1), such as `logic` or `fields/map_has`, by the gateway's engine. */
export function runSection(path: string): SpecCase[] {
  const section = path
    .split('/')
    .reduce<IncrementalTestSuite | undefined>(
      (suite, name) => suite?.suites.find((item) => item.name === name),
      getConformanceSuite(),
    )
  if (section === undefined) throw new Error(`the specification has no section ${path}`)
  const seen = new Map<string, number>()
  return run(section, path).map((item) => {
    const count = (seen.get(item.name) ?? 0) + 1
    seen.set(item.name, count)
    return count === 1 ? item : { ...item, name: `${item.name}#${count}` }
  })
}

const run = ({ suites, tests }: IncrementalTestSuite, path: string): SpecCase[] => [
  ...suites.flatMap((suite) => run(suite, `${path}/${suite.name}`)),
  ...tests.map(({ name, original: { expr, bindings, resultMatcher } }) => ({
    name: `${path}/${name}`,
    expression: expr,
    fault: faultOf(expr, bindings, resultMatcher),
  })),
]

type Matcher = ReturnType<typeof getConformanceSuite>['tests'][number]['original']['resultMatcher']

function faultOf(
  expression: string,
  bindings: Record<string, ExprValue>,
  matcher: Matcher,
): string | undefined {
  const result = attempt(expression, bindings)
  if (matcher.case === 'evalError')
    return 'error' in result ? undefined : `an error was due, not ${shown(result.value)}`
  if ('error' in result) return result.error
  const expected = matcher.case === 'value' ? toCelValue(matcher.value) : true
  if (shown(expected) === shown(result.value)) return undefined
  return `${shown(expected)} was due, not ${shown(result.value)}`
}

/** A fault that is found when compiled is an error too: the engine only says so sooner. */
function attempt(expression: string, bindings: Record<string, ExprValue>): CelResult {
  try {
    return compile(expression).attempt(contextOf(bindings))
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

const contextOf = (bindings: Record<string, ExprValue>): CelContext =>
  Object.fromEntries(
    Object.entries(bindings).map(([name, { kind }]) => [
      name,
      kind.case === 'value' ? toCelValue(kind.value) : undefined,
    ]),
  )

/** The specification's values as the engine has them. Messages, enums and types are none of its own. */
function toCelValue({ kind }: Value): unknown {
  switch (kind.case) {
    case 'nullValue':
      return null
    case 'uint64Value':
      return new UnsignedInt(kind.value)
    case 'listValue':
      return kind.value.values.map(toCelValue)
    case 'mapValue':
      return new Map(
        kind.value.entries.map(({ key, value }) => [
          key && toCelValue(key),
          value && toCelValue(value),
        ]),
      )
    default:
      return kind.value
  }
}

/** A value in one spelling, which tells `1`, `1u` and `1.0` apart and does not care for the order of a map. */
function shown(value: unknown): string {
  if (typeof value === 'bigint') return String(value)
  if (value instanceof UnsignedInt) return `${value.value}u`
  if (typeof value === 'number') return `double ${Object.is(value, -0) ? '-0' : value}`
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString('hex')}`
  if (Array.isArray(value)) return `[${value.map(shown).join(', ')}]`
  if (value instanceof Map)
    return `{${[...value]
      .map(([key, item]) => `${shown(key)}: ${shown(item)}`)
      .toSorted()
      .join(', ')}}`
  if (
    typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype
  )
    return shown(new Map(Object.entries(value)))
  return JSON.stringify(value) ?? String(value)
}
