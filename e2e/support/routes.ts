import { call } from './seed.ts'

const args = encodeURIComponent(JSON.stringify(call.arguments))

/** Every page of the console that an operator can open now. */
export const routes = {
  home: '/',
  tools: `/tools?as=alice&tool=${call.tool}&args=${args}`,
  compare: `/tools/compare?as=alice,bob&tool=${call.tool}&args=${args}`,
  matrix: '/tools/compare?view=matrix',
  wire: '/wire',
  catalog: '/catalog',
  cards: '/catalog?view=cards',
  agent: '/catalog/agents/solofieldassistant',
  'apply YAML': '/catalog/apply',
  instances: '/instances',
  instance: '/instances/solofieldassistant-kagent',
  'failed instance': '/instances/release-notes-eu',
  chat: '/instances/solofieldassistant-kagent/chat',
  'no chat': '/instances/release-notes-eu/chat',
  'compare answers':
    '/chat/compare?left=solofieldassistant-kagent&right=solofieldassistant-agentcore',
  runtimes: '/runtimes',
  runtime: '/runtimes/kagent-tor1',
  'add runtime': '/runtimes/new?type=BedrockAgentCore',
  'nothing to see': '/catalog?as=norole',
  'two personas': '/instances?as=admin,bob',
  'your sign-ins': '/signins',
  'no such page': '/nowhere',
} as const

export const themes = ['light', 'dark'] as const

/** The same address as it looks in a theme, at the desk or on stage. */
export function looking(address: string, theme: string, stage = false): string {
  return `${address}${address.includes('?') ? '&' : '?'}theme=${theme}${stage ? '&stage=1' : ''}`
}
