import type { RegistryKind } from '#bff'

interface KindWords {
  /** As in `kind:` of a document, and as arctl takes it in lower case. */
  singular: string
  plural: string
}

/** The registry's own words for its kinds. */
export const kinds: Record<RegistryKind, KindWords> = {
  agents: { singular: 'Agent', plural: 'Agents' },
  mcpservers: { singular: 'MCPServer', plural: 'MCP servers' },
  skills: { singular: 'Skill', plural: 'Skills' },
  prompts: { singular: 'Prompt', plural: 'Prompts' },
  models: { singular: 'Model', plural: 'Models' },
  plugins: { singular: 'Plugin', plural: 'Plugins' },
  runtimes: { singular: 'Runtime', plural: 'Runtimes' },
  deployments: { singular: 'Deployment', plural: 'Deployments' },
  accesspolicies: { singular: 'AccessPolicy', plural: 'Access policies' },
  runtimeaccesspolicies: { singular: 'RuntimeAccessPolicy', plural: 'Runtime access policies' },
  gateways: { singular: 'Gateway', plural: 'Gateways' },
  secrets: { singular: 'Secret', plural: 'Secrets' },
}

/** Several of a kind, within a sentence: "agents", "MCP servers". */
export const nounOf = (kind: RegistryKind): string =>
  kinds[kind].plural.replace(/^[A-Z](?![A-Z])/, (first) => first.toLowerCase())

/** Those of the catalogue; Runtimes and Deployments have pages of their own. */
export const catalogKinds: readonly RegistryKind[] = [
  'agents',
  'mcpservers',
  'skills',
  'prompts',
  'models',
  'plugins',
  'accesspolicies',
  'runtimeaccesspolicies',
  'gateways',
  'secrets',
]

/** The kinds of which there are several tags, and which an Agent or a Deployment can name. */
export const taggedKinds: ReadonlySet<RegistryKind> = new Set([
  'agents',
  'mcpservers',
  'skills',
  'prompts',
  'models',
  'plugins',
])

export const isKind = (text: string | null | undefined): text is RegistryKind =>
  typeof text === 'string' && Object.hasOwn(kinds, text)

/** The path segment of a document's `kind`, or undefined for one that this console does not know. */
export const segmentOf = (kind: string): RegistryKind | undefined =>
  Object.keys(kinds)
    .filter(isKind)
    .find((segment) => kinds[segment].singular === kind)
