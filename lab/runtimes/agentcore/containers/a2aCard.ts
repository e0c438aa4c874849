import type { ContainerParts } from './container.ts'

/** The A2A 0.3 card of a kagent-adk agent, at the address that AgentCore tells it by AGENTCORE_RUNTIME_URL. */
export const a2aCard = (
  { name, description }: Pick<ContainerParts, 'name' | 'description'>,
  url: string,
): Record<string, unknown> => ({
  name: name.replaceAll('-', '_'),
  description,
  url,
  version: '',
  protocolVersion: '0.3.0',
  preferredTransport: 'JSONRPC',
  capabilities: { streaming: true, pushNotifications: false },
  defaultInputModes: ['text'],
  defaultOutputModes: ['text'],
  skills: [],
})
