/**
 * What the browser sees of a registry. Objects keep the registry's own envelope and every field that we do
 * not know; what we add stands beside the object, never in it. Times ISO 8601, durations milliseconds.
 */

import type { ProblemBody } from '../contract.ts'

/** The plural path segments of AgentRegistry's `/v0`. Unknown kinds pass through as their own segment. */
export type RegistryKind =
  | 'agents'
  | 'mcpservers'
  | 'skills'
  | 'prompts'
  | 'models'
  | 'plugins'
  | 'runtimes'
  | 'deployments'
  | 'accesspolicies'
  | 'runtimeaccesspolicies'
  | 'gateways'
  | 'secrets'

/** Whether this registry has something; `reason` says why not, for the disabled control. */
export interface Feature {
  available: boolean
  reason?: string
}

export interface RegistryView {
  /** False where the configuration names no registry. */
  configured: boolean
  url: string
  edition: 'enterprise' | 'oss' | 'unknown'
  version: string | null
  /** Personas that may be looked through, the default first. */
  personas: string[]
  kinds: Record<RegistryKind, Feature>
  features: Record<'whoami' | 'chat' | 'approve' | 'awsSetup' | 'logs', Feature>
  /** Why it could not be asked as this persona; then nothing is available, and who else may look still is told. */
  trouble?: Omit<ProblemBody['error'], 'requestId'>
}

/** Who the registry thinks the persona is, and which of its roles any access policy knows. */
export interface WhoamiView {
  subject: string
  email?: string
  issuer?: string
  isSuperuser: boolean
  mappedRoles: string[]
  resolvedRoles: { name: string; description?: string }[]
  unresolvedRoles: string[]
}

/** `kind`, `name`, `tag` and `namespace` identify a record everywhere below. */
export interface RegistryObject {
  apiVersion: string
  kind: string
  metadata: {
    name: string
    namespace?: string
    tag?: string
    uid?: string
    labels?: Record<string, string>
    annotations?: Record<string, string>
    createdAt?: string
    updatedAt?: string
    deletionTimestamp?: string
    [field: string]: unknown
  }
  spec: Record<string, unknown>
  status?: Record<string, unknown>
}

/** The one status rule, that of arctl: first match wins. `pending` also when nothing was reported yet. */
export type Phase = 'terminating' | 'deployed' | 'failed' | 'undeployed' | 'deploying' | 'pending'

export interface StatusView {
  phase: Phase
  /** The API's own words for a badge: "Ready", "Progressing", "Not ready", "No status reported". */
  words: string
  reason?: string
  message?: string
  /** Since when: the condition's transition, the deletion, or the creation. */
  since?: string
}

/** A row of any list. Values that a page filters or sorts by are computed once, in the BFF. */
export interface RecordView {
  object: RegistryObject
  /** Of Deployments and Runtimes. */
  status?: StatusView
  /** Of Deployments: is it the registry's, or was it found on the runtime? */
  origin?: 'managed' | 'discovered'
  /** Of Deployments: what it runs and where, with the runtime's type and platform where readable. */
  target?: { kind: string; name: string; tag: string }
  runtime?: { name: string; type?: string; platform?: string; region?: string }
  /** Of Runtimes: how many Deployments name it, terminating ones left out. */
  instances?: { managed: number; discovered: number }
  /** Of content kinds: how many Deployments name it, and all its tags. */
  deployments?: number
  tags?: string[]
}

export interface RecordList {
  items: RecordView[]
  /** How many match, over all pages of the registry. */
  total: number
  /** How many there are without search and filters. */
  all: number
  /** For each facet its values with counts: `{ runtime: { 'kagent-tor1': 3 } }`. */
  facets: Record<string, Record<string, number>>
  /** When the registry was last read for this persona. */
  readAt: string
}

/** Query of a list. Facets are repeated `facet=name:value`; sort is `field` or `-field`. */
export interface ListQuery {
  as?: string
  search?: string
  facet?: string[]
  sort?: string
  offset?: string
  limit?: string
}

export interface RecordDetail extends RecordView {
  /** Deployments that name it (content kinds, runtimes), or what it names (deployments). */
  related: RecordView[]
  /** Masked paths, such as `spec.env.AWS_REGION`; the object holds `••••` there. */
  masked: string[]
  /** The object as YAML, masked alike, ready for `arctl apply`. */
  yaml: string
}

export interface ApplyResult {
  apiVersion?: string
  kind: string
  namespace?: string
  name: string
  tag?: string
  status: 'created' | 'configured' | 'unchanged' | 'staged' | 'deleted' | 'dry-run' | 'failed'
  /** Of a dry run that says no more than that it went through: what a read of the record tells. */
  would?: 'create' | 'change' | 'nothing'
  error?: string
  /** Where the document stands in the text that was sent, 1-based. */
  line?: number
}

export type ApplyView =
  | { outcome: 'answered'; dryRun: boolean; results: ApplyResult[] }
  /** The text is not YAML, or a document has no kind or name: nothing was sent. */
  | { outcome: 'unreadable'; problems: { line: number; column: number; message: string }[] }
  /** The text holds `${NAME}` without a value: nothing was sent. */
  | { outcome: 'placeholders'; names: string[] }

export interface LogLine {
  timestamp: string
  stream: string
  line: string
}

/** What to give to AWS, and what comes back from it, before a Bedrock AgentCore runtime can be applied. */
export interface AwsSetupView {
  externalId: string
  cloudFormationYaml: string
  expectedRoleName: string
  quickCreateUrl: string
}

export interface ConnectionView {
  reachable: boolean
  ms: number | null
  sentence: string
}

/** Which of several of one name: `default` is meant without a namespace, all its tags without a tag. */
export interface RecordAt {
  namespace?: string
  tag?: string
}

/** Routes of the registry pages. `as` is the persona; without it the default one. */
export interface RegistryApi {
  'GET /bff/registry': { query: { as?: string }; answer: RegistryView }
  'GET /bff/registry/whoami': { query: { as?: string }; answer: WhoamiView }
  'GET /bff/registry/counts': {
    query: { as?: string }
    answer: { counts: Partial<Record<RegistryKind, number>> }
  }
  'GET /bff/registry/:kind': { query: ListQuery; answer: RecordList }
  'GET /bff/registry/:kind/:name': { query: { as?: string } & RecordAt; answer: RecordDetail }
  'GET /bff/registry/deployments/:name/logs': {
    query: { as?: string; namespace?: string; tail?: string }
    answer: { lines: LogLine[] }
  }
  /** The unmasked values of one record, because somebody asked for them by a click. */
  'POST /bff/registry/:kind/:name/reveal': {
    body: { as?: string } & RecordAt
    answer: { values: Record<string, string> }
  }
  'POST /bff/registry/apply': {
    body: { as?: string; text: string; dryRun: boolean; values?: Record<string, string> }
    answer: ApplyView
  }
  'POST /bff/registry/:kind/:name/delete': {
    body: { as?: string } & RecordAt
    answer: { deleted: true; leftBehind: string[] }
  }
  'POST /bff/registry/:kind/:name/reconcile': {
    body: { as?: string; namespace?: string }
    answer: RecordDetail
  }
  'POST /bff/registry/aws-setup': {
    body: { as?: string; awsAccountId: string; roleName?: string }
    answer: AwsSetupView
  }
  /** Only addresses that the configuration allows (`registry.reach`) are tried. */
  'POST /bff/registry/test-connection': { body: { url: string }; answer: ConnectionView }
}

/** A record that this sign-in may be looking at has changed; lists that show it read again. */
export interface RegistryEvent {
  kind: RegistryKind
  names: string[]
}
