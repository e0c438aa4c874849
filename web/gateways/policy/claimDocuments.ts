import type { PolicyView } from '#bff'

import {
  type Documents,
  emptied,
  type Json,
  labelOf,
  type Origin,
  readManifest,
  toDocuments,
  withIn,
} from './policyText.ts'

type ClaimRule = PolicyView['claimRules'][number]

/**
 * The MCPAuthPolicy that holds these rules (kgateway fork, d8456b33): each rule is one claim and one tool.
 * mcp-proxy does not say which document a rule came from, so with several nothing can be written.
 */
export function claimDocuments(
  rules: readonly ClaimRule[],
  { manifests, gateway }: Origin,
): Documents {
  const there = manifests.filter(({ kind }) => kind === 'MCPAuthPolicy')
  if (there.length > 1)
    return {
      ok: false,
      reason: `${there.length} MCPAuthPolicies hold rules, and the gateway does not say which holds which.`,
    }
  const before = readManifest(there[0])
  const base = before ?? newPolicy(gateway, manifests)
  if (rules.length === 0) return emptied(labelOf(base))
  const written = rules.map(({ claim, value, tool }) => ({
    matches: [{ type: 'JWT', jwt: { claim, value } }],
    resource: { kind: 'tool', name: tool },
  }))
  return toDocuments([{ before, after: withIn(base, ['spec', 'rules'], written) }])
}

function newPolicy(gateway: string, manifests: Origin['manifests']): Json {
  const target = manifests.find(({ kind }) => kind === 'Gateway')
  const { name = gateway, namespace } = target ?? {}
  return {
    apiVersion: 'gateway.kgateway.dev/v1alpha1',
    kind: 'MCPAuthPolicy',
    metadata: { name: `${name}-auth`, ...(namespace ? { namespace } : {}) },
    spec: { targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name }] },
  }
}
