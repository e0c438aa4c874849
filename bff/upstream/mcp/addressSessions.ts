import { sessionSecrets } from './sessionSecrets.ts'

/** HTTP with SSE names its session in addresses (MCP 2024-11-05); the TypeScript and the Python SDK's names for it. */
const inQuery = /[?&](?:sessionId|session_id)=([^&#\s"'<>\\]{1,2048})/g
const endpointEvent = /^event: ?endpoint\r?$/m

/** Characters of a stream in which its endpoint is looked for: it is the first frame. */
const beginning = 8_192

/** The sessions that an address names, as it writes them and as they are. */
export const sessionsInAddress = (address: string): string[] =>
  [...address.matchAll(inQuery)].flatMap(([, id = '']) => [
    ...new Set([id, ...sessionSecrets(decoded(id))]),
  ])

/** The session that an event stream is of, where it begins with an endpoint. */
export function sessionOfStream(bytes: Buffer): string[] {
  const text = bytes.toString('latin1', 0, beginning)
  return endpointEvent.test(text) ? sessionsInAddress(text) : []
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
