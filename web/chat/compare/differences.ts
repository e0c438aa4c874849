import { parseExact } from '../../api/exactJson.ts'
import { mergeInOrder } from '../merge.ts'
import { type Tokens, tokensOf } from '../parts/figures.ts'
import { saidBy } from '../parts/toolText.ts'
import type { Answer, ToolPart } from '../transcript.ts'

type ToolDifference = 'same' | 'missing' | 'arguments' | 'result'

/** One call, aligned by the tool's name and the order of the calls. */
export interface ToolRow {
  name: string
  /** By side; undefined where that side did not make this call. */
  calls: (ToolPart | undefined)[]
  differs: ToolDifference
}

/** One line of text, and on which line of each side it stands (-1: on none). */
export interface LineRow {
  line: string
  at: number[]
}

/** What a side's answer cost; undefined where the runtime does not tell. */
export interface SideFigures {
  totalMs: number | undefined
  firstByteMs: number | undefined
  tokens: Tokens | undefined
}

export interface Differences {
  /** By side: whether it has an answer to compare. */
  compared: boolean[]
  tools: ToolRow[]
  /** The same calls, made in another order. */
  otherOrder: boolean
  lines: LineRow[]
  /** How many lines not all of the compared sides have. */
  differentLines: number
  sameText: boolean
  figures: SideFigures[]
}

/**
 * What differs between the answers of several sides to one question. A side that failed, was stopped or
 * waits is left out; undefined while one is still at it, or where fewer than two are left.
 */
export function differences(sides: readonly (readonly Answer[])[]): Differences | undefined {
  if (sides.some((answers) => answers.at(-1)?.state === 'running')) return undefined
  const compared = sides.map((answers) => answers.at(-1)?.state === 'done')
  const only = <T>(lists: readonly T[]) => lists.filter((_, side) => compared[side])
  if (only(sides).length < 2) return undefined
  const calls = sides.map((answers, side) => (compared[side] ? toolsOf(answers) : []))
  const texts = sides.map((answers, side) => (compared[side] ? textOf(answers) : ''))
  const tools = toolRows(calls, compared)
  const lines = mergeInOrder(texts.map(linesOf)).map(({ value, at }) => ({ line: value, at }))
  return {
    compared,
    tools,
    otherOrder:
      tools.every(({ differs }) => differs !== 'missing') &&
      new Set(only(calls).map((list) => list.map(({ name }) => name).join(' '))).size > 1,
    lines,
    differentLines: lines.filter(({ at }) => only(at).includes(-1)).length,
    sameText: new Set(only(texts)).size === 1,
    figures: sides.map(figuresOf),
  }
}

const known = new WeakMap<Answer, { runs: readonly Answer[]; found: Differences | undefined }>()

/** `differences`, found once: the same object for the same answers, while others go on beside them. */
export function differencesOf(sides: readonly (readonly Answer[])[]): Differences | undefined {
  const runs = sides.flat()
  const [key] = runs
  if (!key) return undefined
  const before = known.get(key)
  if (before?.runs.length === runs.length && before.runs.every((run, at) => run === runs[at]))
    return before.found
  const found = differences(sides)
  known.set(key, { runs, found })
  return found
}

function toolRows(calls: readonly ToolPart[][], compared: readonly boolean[]): ToolRow[] {
  return mergeInOrder(calls.map((list) => list.map(({ name }) => name))).map(({ value, at }) => {
    const aligned = at.map((index, side) => calls[side]?.[index])
    return { name: value, calls: aligned, differs: differenceOf(aligned, compared) }
  })
}

function differenceOf(
  calls: readonly (ToolPart | undefined)[],
  compared: readonly boolean[],
): ToolDifference {
  const there = calls.filter((call) => call !== undefined)
  if (there.length < compared.filter(Boolean).length) return 'missing'
  if (new Set(there.map(({ args }) => canonical(args))).size > 1) return 'arguments'
  const results = new Set(
    there.map(({ result = '', state }) => `${state} ${canonical(saidBy(result))}`),
  )
  return results.size > 1 ? 'result' : 'same'
}

/** The calls of an answer in order; one that waited and ran after its approval is one call. */
function toolsOf(answers: readonly Answer[]): ToolPart[] {
  const byId = new Map<string, ToolPart>()
  for (const { parts } of lastTry(answers))
    for (const part of parts) if (part.kind === 'tool') byId.set(part.id, part)
  return [...byId.values()]
}

/** Of several tries the last one: the run of its question, and those that decisions continued. */
const lastTry = (answers: readonly Answer[]): readonly Answer[] =>
  answers.slice(
    Math.max(
      0,
      answers.findLastIndex(({ input }) => input.kind === 'text'),
    ),
  )

/** The words of an answer. */
const textOf = (answers: readonly Answer[]): string =>
  lastTry(answers)
    .flatMap(({ parts }) => parts)
    .flatMap((part) => (part.kind === 'text' ? part.text.trim() : []))
    .join('\n\n')

/** Empty lines separate, and say nothing. */
const linesOf = (text: string): string[] =>
  text.split('\n').flatMap((line) => (line.trim() === '' ? [] : line.trimEnd()))

/** Together, without the time in which a person decided. */
function figuresOf(answers: readonly Answer[]): SideFigures {
  const runs = lastTry(answers)
  const times = runs.map(({ timing }) => timing?.totalMs)
  return {
    totalMs: times.includes(undefined)
      ? undefined
      : times.reduce<number>((sum, each) => sum + (each ?? 0), 0),
    firstByteMs: runs[0]?.timing?.firstByteMs ?? undefined,
    tokens: tokensOf(runs.flatMap(({ usage }) => usage)),
  }
}

/** JSON with its keys in one order; text that is no JSON as it is. */
function canonical(text: string): string {
  try {
    return JSON.stringify(sorted(parseExact(text)))
  } catch {
    return text
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null || JSON.isRawJSON(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
