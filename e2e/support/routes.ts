import type { Page } from '@playwright/test'

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
  gateways: '/gateways',
  gateway:
    '/gateways/solo-kb-demo?as=alice&node=policy+EnterpriseAgentgatewayPolicy+kagent/mcp-tool-rbac',
  'gateway manifests': '/gateways/website-fetcher?tab=manifests',
  'gateway sessions': '/gateways/everything?tab=sessions',
  'gateway log': '/gateways/solo-kb-demo?tab=log',
  'policy bench': '/gateways/solo-kb-demo/policy',
  'policy of claims': '/gateways/mcp-proxy/policy',
  'policy unknown': '/gateways/kuadrant/policy',
  audit: '/audit?gateway=solo-kb-demo',
  'your sign-ins': '/signins',
  'no such page': '/nowhere',
} as const

/** What stands on a page of gateways once the gateway itself has answered. */
const answered: Readonly<Record<string, string>> = {
  gateways: 'MCP 2025-11-25',
  gateway: 'matchExpressions',
  'gateway manifests': 'runs nowhere',
  'gateway sessions': 'No session as',
  'gateway log': 'tools/list',
  'policy bench': '10 allowed',
  'policy of claims': 'convert_to_markdown',
  'policy unknown': 'Ask with real calls',
  audit: 'Took',
}

/** Waits until a page shows what it is for, where its heading stands there before that. */
export async function settled(page: Page, name: string): Promise<void> {
  const text = answered[name]
  if (text === undefined) return
  const shown = page.getByRole('main').getByText(text).filter({ visible: true }).first()
  await shown.waitFor({ timeout: 15_000 })
}

export const themes = ['light', 'dark'] as const

/** The same address as it looks in a theme, at the desk or on stage. */
export function looking(address: string, theme: string, stage = false): string {
  return `${address}${address.includes('?') ? '&' : '?'}theme=${theme}${stage ? '&stage=1' : ''}`
}
