/**
 * What must not be shown whole of a session: its id, and the ids of servers' sessions that agentgateway packs
 * into it unsigned (75b4e6c), with which anybody could make another envelope.
 */
export function sessionSecrets(id: string | undefined): string[] {
  if (id === undefined) return []
  const text = Buffer.from(id, 'base64url').toString()
  return [
    id,
    ...(text.startsWith('{"') ? [...text.matchAll(inner)].map(([, one]) => one ?? '') : []),
  ]
}

const inner = /"s":"([^"]+)"/g
