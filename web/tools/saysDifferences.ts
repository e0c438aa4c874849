import { list } from '../ui/list.ts'
import type { Differences } from './diff.ts'

/** What the columns mark, said once in words. */
export function saysDifferences(differ: Differences): string {
  const parts = [
    differ.verdict && 'verdict',
    differ.status && 'HTTP status',
    differ.code && 'JSON-RPC code',
  ].filter((part) => part !== false)
  if (parts.length === 0 && differ.firstLine === undefined)
    return 'All answers are equal: verdict, status, code and body.'
  const body =
    differ.firstLine === undefined
      ? 'The bodies are equal.'
      : `The bodies differ from line ${differ.firstLine + 1} on.`
  return parts.length > 0 ? `The answers differ in ${list(parts)}. ${body}` : body
}
