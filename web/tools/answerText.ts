import type { CallView } from '#bff'

import { isObject } from '../mcp/argumentsText.ts'

/** The content blocks of an MCP result; what is not an object is left out. */
export function contentOf(result: Record<string, unknown> | undefined): Record<string, unknown>[] {
  return Array.isArray(result?.content) ? result.content.filter(isObject) : []
}

/** The text blocks of a result joined, or undefined where it has none. */
function textOf(result: Record<string, unknown> | undefined): string | undefined {
  const texts = contentOf(result).flatMap((block) =>
    block.type === 'text' && typeof block.text === 'string' ? [block.text] : [],
  )
  return texts.length > 0 ? texts.join('\n') : undefined
}

/**
 * What a column shows of an answer: the tool's text where there is some, else the structured
 * content, else the body as it came. Ids and frames of the wire would differ between equal answers.
 */
export function answerText(call: CallView): string {
  const { result } = call
  const text = textOf(result)
  if (text !== undefined) return text
  if (result?.structuredContent !== undefined)
    return JSON.stringify(result.structuredContent, null, 2)
  return result ? JSON.stringify(result, null, 2) : call.body
}

/** True where the tool answered and sent nothing: success is not the same as "not run". */
export function isEmptyResult(result: Record<string, unknown> | undefined): boolean {
  return (
    result !== undefined && contentOf(result).length === 0 && result.structuredContent === undefined
  )
}
