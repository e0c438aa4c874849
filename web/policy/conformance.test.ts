import { getConformanceSuite, type IncrementalTest } from '@bufbuild/cel-spec/testdata/tests.js'
import { beforeAll, describe, expect, it } from 'vitest'

import { CelFault, parse } from './cel.ts'
import { loadMatches } from './matches.ts'
import { compileRule } from './rule.ts'
import { subjectOf } from './subject.ts'

type Value = NonNullable<
  Extract<IncrementalTest['original']['resultMatcher'], { case: 'value' }>['value']
>

/** Sections of cel-spec v0.25.1 that concern booleans, strings, lists and macros. */
const sections = ['logic', 'string', 'lists', 'macros']

/** What is not met, and why: anything else that fails, and anything here that passes, fails the test. */
const expected: Record<string, string> = {
  'logic/conditional/mixed_type':
    'both branches must have one type, where CEL wants that of no one',
  'lists/index/zero_based_uint': 'an unsigned number is no index; no claim is one',
  'lists/in/uint_in_ints': 'numbers of different types are never equal within a list',
  'lists/in/uint_in_doubles': 'as above',
  'lists/in/int_in_uints': 'as above',
  'lists/in/double_in_uints': 'as above',
  'macros/all/list_empty': 'a list that is written empty has members of no type to compare',
  'macros/exists_one/map_one': 'exists_one is there for lists alone',
}

/** A value of the test data as cel-js would hand it out. */
function plain(value: Value): unknown {
  const { kind } = value
  switch (kind.case) {
    case 'listValue':
      return kind.value.values.map(plain)
    case 'mapValue':
      return new Map(
        kind.value.entries.map(({ key, value: item }) => [key && plain(key), item && plain(item)]),
      )
    case 'nullValue':
      return null
    case 'boolValue':
    case 'stringValue':
    case 'int64Value':
    case 'doubleValue':
    case 'bytesValue':
      return kind.value
    default:
      throw new Error(`No value of kind ${kind.case} is expected in these sections.`)
  }
}

/** Maps are compared as maps, whether an evaluator makes objects or Maps of them. */
const same = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(same)
  if (value instanceof Uint8Array || value instanceof Map) return value
  if (typeof value === 'object' && value !== null) return new Map(Object.entries(value))
  return value
}

/** A rule is asked as gateways ask it; what is no rule, or has variables of its own, is only evaluated. */
function evaluate(expr: string, bindings: Record<string, unknown>, wanted: unknown): unknown {
  if (typeof wanted !== 'boolean' || Object.keys(bindings).length > 0)
    return parse(expr).evaluate(bindings)
  const truth = compileRule(expr).test(subjectOf({}), null)
  if ('message' in truth) throw new CelFault(truth.is, truth.message)
  return truth.is === 'true'
}

function check({ expr, bindings, resultMatcher }: IncrementalTest['original']): string | undefined {
  const values = Object.fromEntries(
    Object.entries(bindings).flatMap(([name, { kind }]) =>
      kind.case === 'value' ? [[name, plain(kind.value)]] : [],
    ),
  )
  const fails = resultMatcher.case === 'evalError'
  // Where the data names no result, true is meant (cel-spec, simple.proto).
  const wanted = resultMatcher.case === 'value' ? plain(resultMatcher.value) : !fails || undefined
  let found: unknown
  try {
    found = evaluate(expr, values, wanted)
  } catch (error) {
    if (!(error instanceof CelFault)) throw error
    return fails ? undefined : error.message
  }
  if (fails) return 'an error was expected'
  try {
    expect(same(found)).toEqual(wanted)
    return undefined
  } catch {
    return 'another value came'
  }
}

describe('conformance with CEL', () => {
  beforeAll(loadMatches)

  it.each(sections)('in the section %s is as counted', (name) => {
    const suite = getConformanceSuite().suites.find((each) => each.name === name)
    const tests = suite?.suites.flatMap((part) =>
      part.tests.map((test) => ({ ...test, name: `${name}/${part.name}/${test.name}` })),
    )
    expect(tests?.length).toBeGreaterThan(0)
    const failed = (tests ?? []).flatMap(({ name: test, original }) => {
      const reason = check(original)
      return reason === undefined ? [] : [`${test}: ${reason}`]
    })
    const count = tests?.length ?? 0
    console.info(`CEL ${name}: ${count - failed.length} of ${count} as specified`)
    expect(failed.map((line) => line.split(':')[0])).toEqual(
      Object.keys(expected).filter((test) => test.startsWith(`${name}/`)),
    )
  })
})
