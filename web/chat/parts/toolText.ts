import { parseExact } from '../../api/exactJson.ts'
import { bytesOf } from '../messageSize.ts'
import type { ToolPart } from '../transcript.ts'

/** How many characters of an argument or a result are drawn at most; all of it can be downloaded. */
export const shownAtMost = 20_000
/** Above this, JSON is not taken apart to be indented: it would hold up the page. */
const parsedAtMost = 200_000

/** JSON text on one line, for a card that is folded. Empty arguments say nothing. */
export function summaryOf(args: string): string {
  if (args.length > parsedAtMost) return beginningOf(args)
  const value = parse(args)
  if (value === undefined) return beginningOf(args.replaceAll(/\s+/g, ' '))
  const line = JSON.stringify(value)
  return line === '{}' ? '' : beginningOf(line)
}

/** How many characters of arguments stand on one line at most. */
const onOneLine = 200

const beginningOf = (line: string): string =>
  line.length > onOneLine ? `${line.slice(0, onOneLine - 1)}…` : line

/**
 * An argument or a result as it is read: JSON indented; of an MCP result its texts, which are what the
 * tool said. Anything else stays as it came, and long text is cut: `cut` says how much is missing.
 */
export function readable(text: string): { shown: string; cut: number } {
  const value = text.length > parsedAtMost ? undefined : parse(text)
  const whole = value === undefined ? text : (textsOf(value) ?? JSON.stringify(value, null, 2))
  return { shown: whole.slice(0, shownAtMost), cut: Math.max(0, whole.length - shownAtMost) }
}

/**
 * What a tool said, whatever the runtime wrapped it in: the texts of an MCP result (`content`), or of the
 * same blocks without it, as Bedrock's Converse has them. Undefined for every other value.
 */
function textsOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  const wrapped = typeof value === 'object' && value !== null && 'content' in value
  const blocks = wrapped ? value.content : value
  if (!Array.isArray(blocks) || blocks.length === 0) return undefined
  const texts = blocks.map((block: unknown) =>
    typeof block === 'object' && block !== null && 'text' in block && typeof block.text === 'string'
      ? block.text
      : undefined,
  )
  return texts.every((each) => each !== undefined) ? texts.join('\n') : undefined
}

/** The result of a call to compare with that of another runtime: what the tool said, else as it came. */
export const saidBy = (text: string): string => textsOf(parse(text)) ?? text

/** A whole call as JSON text, to copy or keep. Arguments and results that are JSON stay JSON. */
export function callJson({ id, name, args, result, state, ms }: ToolPart): string {
  const call = { id, name, arguments: parse(args) ?? args, state }
  const answer = result === undefined ? {} : { result: parse(result) ?? result }
  return JSON.stringify({ ...call, ...answer, ...(ms !== undefined && { ms }) }, null, 2)
}

/** The size of a text as it went over the wire: `812 B`, `4.2 kB`, `1.0 MB`. */
export const saySize = (text: string): string => sayBytes(bytesOf(text))

/** The same of a number of bytes. */
export function sayBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  if (bytes < 999_950) return `${(bytes / 1_000).toFixed(1)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** Undefined for what is no JSON. */
function parse(text: string): unknown {
  try {
    return parseExact(text)
  } catch {
    return undefined
  }
}
