/**
 * What must not be shown whole of a session: its id, and the ids of servers' sessions that agentgateway packs
 * into it unsigned (75b4e6c), with which anybody could make another envelope.
 */
export function sessionSecrets(id: string | undefined): string[] {
  if (id === undefined) return []
  const text = Buffer.from(id, 'base64url').toString()
  return [id, ...(text.startsWith('{"') ? innerOf(text) : [])]
}

const inner = /"s":"([^"]+)"/g
/** Every answer is searched for each; nobody has as many targets behind one session. */
const mostInner = 64

const innerOf = (text: string): string[] =>
  [...text.matchAll(inner)].slice(0, mostInner).map(([, one]) => one ?? '')
