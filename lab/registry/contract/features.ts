import { client } from './client.ts'
import { agentCoreRuntime } from './manifests.ts'
import type { Target } from './target.ts'

/** What a registry has, found out by asking; tests of what it lacks are skipped under this name. */
export interface Features {
  /** Access control: a request without a token is refused. */
  auth: boolean
  /** The demo identity provider with the seed's profiles. */
  demoAuth: boolean
  whoami: boolean
  accessPolicies: boolean
  /** Runtimes of type BedrockAgentCore. */
  agentCore: boolean
  /** The lab's own seed data, which some tests look for by name. */
  labSeed: boolean
}

export async function featuresOf(target: Target): Promise<Features> {
  const { url, own } = target
  const status = async (path: string) => (await fetch(`${url}${path}`)).status
  const [agents, discovery, whoami, policies] = await Promise.all(
    [
      '/v0/agents',
      '/api/autoauth/.well-known/openid-configuration',
      '/v0/user/whoami',
      '/v0/accesspolicies',
    ].map(status),
  )
  const dryRun = await client(target).apply(agentCoreRuntime('probe'), { query: '?dryRun=true' })
  return {
    auth: agents === 401,
    demoAuth: discovery === 200,
    whoami: whoami !== 404,
    accessPolicies: policies !== 404,
    agentCore: dryRun.text.includes('"dry-run"'),
    labSeed: own,
  }
}
