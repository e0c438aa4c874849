/**
 * Headers that end at this hop: RFC 9110 §7.6.1, the body's own description, and what the gateway sets
 * itself. `accept-encoding` stays behind too, because the gateway reads the answer it relays.
 */
const ownedByThisHop = new Set([
  'accept',
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'mcp-method',
  'mcp-name',
  'mcp-session-id',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** The client's headers as they go upstream; everything not owned by this hop is kept. */
export const forwarded = (headers: Headers): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => !ownedByThisHop.has(name)))

const endsHere = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade'])

/** An upstream's headers as they go to the client when its answer is passed on as it is. */
export const passedBack = (
  headers: Record<string, string | string[] | undefined>,
): Record<string, string | string[] | undefined> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !endsHere.has(name)))
