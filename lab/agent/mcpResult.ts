import * as z from 'zod'

const resultShape = z.looseObject({
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })).default([]),
  isError: z.boolean().optional(),
})

/** The result of an MCP tool: `content`, `isError` and what else MCP defines for it. */
export type PlainResult = z.output<typeof resultShape>

/**
 * The result without what the server's own library adds: an MCP SDK 2 server puts `resultType` and its
 * `_meta` (`io.modelcontextprotocol/serverInfo`) beside the content, which is no part of the answer.
 * Anything that is no MCP result becomes one text.
 */
export function plainResult(value: unknown): PlainResult {
  const parsed = resultShape.safeParse(value)
  if (!parsed.success) return { content: [{ type: 'text', text: JSON.stringify(value) ?? '' }] }
  const { _meta, resultType: _resultType, ...result } = parsed.data
  return result
}

/** What a result says in words. */
export const resultText = ({ content }: PlainResult): string =>
  content.flatMap(({ text }) => (text === undefined ? [] : [text])).join('\n')
