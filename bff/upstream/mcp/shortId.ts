import { hash } from 'node:crypto'

/** An id by its beginning: enough to tell two apart, too little to use one. */
export const shortId = (id: string): string => (id.length > 8 ? `${id.slice(0, 8)}…` : id)

/**
 * The same for the id of an MCP session. Ids that are JSON or a token begin alike, all with `{"` in base64:
 * sixteen bits of their sha256 tell them apart, of which nobody gets back to the id.
 */
export const sessionLabel = (id: string): string =>
  id.startsWith('eyJ') ? `${shortId(id)} ${hash('sha256', id).slice(0, 4)}` : shortId(id)
