import type { RegistryKind } from '../../contract.ts'

/** One kind of the API, as far as the wire differs by kind. */
export interface KindFacts {
  kind: string
  /** For sentences: "access policies". */
  words: string
  /** Content: kept per name and tag, deleted by tag. The others are kept per name. */
  tagged: boolean
  /** Not in the open source (agentregistry 84f7a5e9). */
  enterprise: boolean
}

const content = { tagged: true, enterprise: false }
const mutable = { tagged: false, enterprise: false }
const enterprise = { tagged: false, enterprise: true }

/** AgentRegistry Enterprise v2026.7.1; its open source has the same without those of `enterprise`. */
export const kinds: Record<RegistryKind, KindFacts> = {
  agents: { kind: 'Agent', words: 'agents', ...content },
  mcpservers: { kind: 'MCPServer', words: 'MCP servers', ...content },
  skills: { kind: 'Skill', words: 'skills', ...content },
  prompts: { kind: 'Prompt', words: 'prompts', ...content },
  models: { kind: 'Model', words: 'models', ...content },
  plugins: { kind: 'Plugin', words: 'plugins', ...content },
  runtimes: { kind: 'Runtime', words: 'runtimes', ...mutable },
  deployments: { kind: 'Deployment', words: 'deployments', ...mutable },
  accesspolicies: { kind: 'AccessPolicy', words: 'access policies', ...enterprise },
  runtimeaccesspolicies: {
    kind: 'RuntimeAccessPolicy',
    words: 'runtime access policies',
    ...enterprise,
  },
  gateways: { kind: 'Gateway', words: 'gateways', ...enterprise },
  secrets: { kind: 'Secret', words: 'secrets', ...enterprise },
}

export const kindNames = Object.keys(kinds) as RegistryKind[] // keys of a const object are its names

/** What is known of a path segment; a kind that is not known passes through as it is. */
export const factsOf = (segment: string): KindFacts =>
  Object.hasOwn(kinds, segment)
    ? kinds[segment as RegistryKind] // hasOwn has just said so
    : { kind: segment, words: segment, tagged: false, enterprise: false }

/** The path segment of a kind that a document names, in any case: "mcpserver" is taken too. */
export const segmentOf = (kind: string): RegistryKind | undefined =>
  kindNames.find((name) => kinds[name].kind.toLowerCase() === kind.toLowerCase())
