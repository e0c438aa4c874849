import type { ToolView } from '#bff'

/** Word by hint, in the order in which a reader wants them (MCP 2025-11-25, `ToolAnnotations`). */
const words = {
  readOnlyHint: 'read-only',
  destructiveHint: 'destructive',
  idempotentHint: 'idempotent',
  openWorldHint: 'open world',
} as const

/**
 * What a tool says of itself, as words. Only hints that it sets: the specification's defaults
 * (destructive, open world) would put a warning on every tool that says nothing.
 */
export function annotationWords(tool: ToolView): string[] {
  const { annotations } = tool
  if (!annotations) return []
  return Object.entries(words).flatMap(([hint, word]) =>
    annotations[hint] === true && !(hint === 'destructiveHint' && isReadOnly(tool)) ? [word] : [],
  )
}

/** True only where the tool says so: silence is no promise. */
export const isReadOnly = (tool: ToolView): boolean => tool.annotations?.readOnlyHint === true

/** The name to show: MCP puts a display name in `title`, older servers in `annotations.title`. */
export const titleOf = (tool: ToolView): string | undefined => {
  const title = tool.title ?? tool.annotations?.title
  return typeof title === 'string' && title !== tool.name ? title : undefined
}
