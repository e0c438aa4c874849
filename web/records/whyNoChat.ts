import type { RecordView, RegistryView } from '#bff'

/** Why no conversation with a Deployment can begin now, in a sentence; undefined where one can. */
export function whyNoChat(
  { origin, target, status }: RecordView,
  { features: { chat } }: RegistryView,
): string | undefined {
  if (!chat.available) return chat.reason ?? 'This registry has no chat.'
  if (origin === 'discovered') return 'It was found on the runtime; the registry cannot talk to it.'
  if (target?.kind === 'MCPServer') return 'An MCP server answers tool calls, not conversations.'
  if (status && status.phase !== 'deployed')
    return `It can be asked when it is deployed; now it says “${status.words}”.`
  return undefined
}
