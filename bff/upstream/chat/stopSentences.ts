import type { ChatMeta, ChatTarget } from '../../contract.ts'

/** What Stop will do, said before anybody presses it. Nothing is promised that a runtime has been seen to refuse. */
export const stopOf = (adapter: ChatMeta['adapter']): ChatTarget['stop'] => ({
  kind: 'stops_listening',
  sentence: sentences[adapter] ?? 'Stop ends listening. The agent may still finish.',
})

const sentences: Record<string, string> = {
  'kagent-a2a':
    'Stop asks kagent to cancel. An agent that cannot be cancelled may still finish; the console then only stops listening.',
  agentcore:
    'Stop ends listening. The agent goes on in its container until it is done, unless its AgentCore session is ended, which costs it its memory.',
  'registry-a2a':
    'Stop ends listening. The registry has no way to cancel; the agent may still finish.',
}
