import type { CallToolResult, Tool as ToolListing } from '@modelcontextprotocol/server'
import * as z from 'zod'

import { suggestion } from '../library/nearest.ts'

/** A tool as it is listed, and what happens when it is called. */
export interface Tool {
  listing: ToolListing
  call(args: unknown): CallToolResult
}

/** What a tool answers: text for every client, and the same as data where the tool declares an output schema. */
export interface Answer {
  text: string
  data?: Record<string, unknown>
}

/** A name this knowledge base does not have; its message says which names come near. */
export class NotKnown extends Error {}

/**
 * Makes a tool of a description and a function. Both JSON Schemas are made here, once: converting ten
 * zod schemas on every request costs about 4 ms.
 */
export function defineTool<Input extends z.ZodObject>(spec: {
  name: string
  title: string
  description: string
  input: Input
  output?: z.ZodObject
  answer: (args: z.output<Input>) => Answer
}): Tool {
  const { name, title, description, input, output, answer } = spec
  return {
    listing: {
      name,
      title,
      description,
      inputSchema: objectSchema(input, 'input'),
      ...(output && { outputSchema: objectSchema(output, 'output') }),
      annotations: { title, readOnlyHint: true, idempotentHint: true, openWorldHint: false },
    },
    call: (args) => {
      const checked = input.safeParse(args ?? {}, { reportInput: true })
      if (!checked.success) return toolError(invalidArguments(name, checked.error))
      try {
        const { text, data } = answer(checked.data)
        return { content: [{ type: 'text', text }], ...(data && { structuredContent: data }) }
      } catch (error) {
        if (error instanceof NotKnown) return toolError(error.message)
        throw error
      }
    },
  }
}

/** JSON Schema 2020-12, the dialect of MCP tool schemas. */
function objectSchema(schema: z.ZodObject, io: 'input' | 'output'): ToolListing['inputSchema'] {
  const made = z.toJSONSchema(schema, { target: 'draft-2020-12', io })
  return made as ToolListing['inputSchema'] // a zod object makes type "object"; the SDK only types JSON values narrower
}

const toolError = (text: string): CallToolResult => ({
  content: [{ type: 'text', text }],
  isError: true,
})

/** The words of McpServer in @modelcontextprotocol/server 2.4.0, followed by the nearest allowed value. */
function invalidArguments(tool: string, { issues }: z.ZodError): string {
  const reasons = issues.map((issue) => {
    const reason =
      issue.path.length > 0 ? `${issue.path.join('.')}: ${issue.message}` : issue.message
    if (issue.code !== 'invalid_value' || typeof issue.input !== 'string') return reason
    return `${reason}. ${suggestion(issue.input, issue.values.map(String), 'Choose one of those.')}`
  })
  return `Input validation error: Invalid arguments for tool ${tool}: ${reasons.join(', ')}`
}
