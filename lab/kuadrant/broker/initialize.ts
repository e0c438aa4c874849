import { type Envelope, paramsOf } from './envelope.ts'

/** The newest last. */
const versions = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25']

/** A client that names no revision gets this one (Kuadrant e5d18c99). */
const unnamed = '2025-03-26'

/** The answer to `initialize`: the revision that the client asks for, or the newest where it is not known. */
export function introduce(message: Envelope): object {
  const asked = paramsOf(message)['protocolVersion']
  const named = typeof asked === 'string' && asked !== '' ? asked : unnamed
  return {
    jsonrpc: '2.0',
    id: message.id,
    result: {
      capabilities: { prompts: {}, resources: {}, tools: { listChanged: true } },
      protocolVersion: versions.includes(named) ? named : versions.at(-1),
      serverInfo: { name: 'Kuadrant MCP Gateway', version: '0.0.1' },
    },
  }
}
