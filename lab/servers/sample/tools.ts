import { createHash } from 'node:crypto'

import type { CallToolResult, McpServer } from '@modelcontextprotocol/server'
import * as z from 'zod'

const text = (value: string, isError = false): CallToolResult => ({
  content: [{ type: 'text', text: value }],
  ...(isError && { isError }),
})

const ofText = z.strictObject({ text: z.string() })

/**
 * The five tools of the Go sample (mcp-kube/sample-mcp-server-streamable-http 12a9cc6): names,
 * descriptions, arguments and the wording of the answers are its own. They are registered in the order
 * of their names, because its SDK lists them so. `onCall` is told once for every call that has fit arguments.
 */
export function registerTools(server: McpServer, onCall: () => void): void {
  const counted =
    <A>(answer: (args: A) => CallToolResult) =>
    (args: A): CallToolResult => {
      onCall()
      return answer(args)
    }
  server.registerTool(
    'base64_encode',
    { description: 'Encodes text to base64 format', inputSchema: ofText },
    counted((args) =>
      text(`Original: ${args.text}\nBase64 Encoded: ${Buffer.from(args.text).toString('base64')}`),
    ),
  )
  server.registerTool(
    'get_timestamp',
    {
      description: 'Returns the current Unix timestamp in seconds and milliseconds',
      inputSchema: z.strictObject({}),
    },
    counted(() => text(describeTime(new Date()))),
  )
  server.registerTool(
    'json_validate',
    {
      description: 'Validates if a string is valid JSON and returns parsed structure info',
      inputSchema: z.strictObject({ json_string: z.string() }),
    },
    counted((args) => validate(args.json_string)),
  )
  server.registerTool(
    'sha256_hash',
    { description: 'Generates SHA256 hash of the given text', inputSchema: ofText },
    counted((args) => {
      const hash = createHash('sha256').update(args.text).digest('hex')
      return text(`Original: ${args.text}\nSHA256 Hash: ${hash}`)
    }),
  )
  server.registerTool(
    'url_encode',
    { description: 'URL encodes the given text', inputSchema: ofText },
    counted((args) => text(`Original: ${args.text}\nURL Encoded: ${queryEscape(args.text)}`)),
  )
}

/** RFC 3339 to the second, in UTC: the sample's container has no other time zone. */
export function describeTime(now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000)
  const formatted = now.toISOString().replace(/\.\d+Z$/, 'Z')
  return `Current Timestamp:\n- Unix (seconds): ${seconds}\n- Unix (milliseconds): ${now.getTime()}\n- RFC3339: ${formatted}`
}

/** As Go's url.QueryEscape: everything but letters, digits and `-_.~`, a space as `+`. */
const queryEscape = (value: string): string =>
  encodeURIComponent(value)
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+')

function validate(source: string): CallToolResult {
  try {
    const parsed: unknown = JSON.parse(source)
    return text(
      `Valid JSON (${kindOf(parsed)})\n\nPretty printed:\n${JSON.stringify(parsed, null, 2)}`,
    )
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return text(`Invalid JSON: ${source}\nError: ${reason}`, true)
  }
}

function kindOf(value: unknown): string {
  if (value === null) return 'Null'
  if (Array.isArray(value)) return 'Array'
  const name = typeof value
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`
}
