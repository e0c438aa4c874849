import type { ManifestView, PolicyRule } from '#bff'

import {
  type Documents,
  emptied,
  isObject,
  type Json,
  type Origin,
  readManifest,
  toDocuments,
  withIn,
} from './policyText.ts'

type Action = PolicyRule['action']

/** Where each scope's rules stand in a policy, and what they guard (agentgateway 75b4e6c, AgentgatewayPolicy). */
const places = {
  tools: ['spec', 'backend', 'mcp', 'authorization'],
  request: ['spec', 'traffic', 'authorization'],
} as const
const actionWords: Record<Action, string> = { allow: 'Allow', deny: 'Deny', require: 'Require' }

/**
 * The policies that hold these rules. A document has one action for each scope, so rules of another action
 * become a document beside it; where one of that action exists already, they join it. What exists keeps
 * everything else that is in it.
 */
export function celDocuments(
  rules: readonly PolicyRule[],
  held: readonly PolicyRule[],
  origin: Origin,
): Documents {
  const placed = rules.map((rule) => ({ ...rule, from: homeOf(rule, held) }))
  const pairs: { before: Json | undefined; after: Json }[] = []
  for (const from of new Set([...held, ...placed].map((rule) => rule.from))) {
    const mine = placed.filter((rule) => rule.from === from)
    const had = held.filter((rule) => rule.from === from)
    const before = readManifest(manifestOf(from, origin.manifests))
    const fresh = newPolicy(from, mine, origin)
    let own = before ?? fresh
    const beside = new Map<Action, Json>()
    for (const scope of ['tools', 'request'] as const) {
      const here = mine.filter((rule) => rule.scope === scope)
      const was = had.find((rule) => rule.scope === scope)?.action
      if (here.length === 0 && was !== undefined) return emptied(from)
      const actions = [...new Set(here.map(({ action }) => action))]
      const kept = actions.find((action) => action === was) ?? actions[0]
      for (const action of actions) {
        const value = authorization(action, here)
        if (action === kept) own = withIn(own, places[scope], value)
        else
          beside.set(
            action,
            withIn(beside.get(action) ?? copyOf(own, action), places[scope], value),
          )
      }
    }
    pairs.push({ before, after: own })
    for (const after of beside.values()) pairs.push({ before: undefined, after })
  }
  return toDocuments(pairs)
}

/** The document that a rule belongs in: its own, or one that already has rules of its action. */
function homeOf({ from, action, scope }: PolicyRule, held: readonly PolicyRule[]): string {
  const same = held.filter((rule) => rule.scope === scope)
  const fits = (rule: PolicyRule) => rule.action === action
  if (
    !same.some((rule) => rule.from === from) ||
    same.some((rule) => rule.from === from && fits(rule))
  )
    return from
  return same.find(fits)?.from ?? from
}

const authorization = (action: Action, rules: readonly PolicyRule[]) => ({
  action: actionWords[action],
  policy: {
    matchExpressions: rules
      .filter((rule) => rule.action === action)
      .map(({ expression }) => expression),
  },
})

const manifestOf = (from: string, manifests: readonly ManifestView[]) =>
  manifests.find(({ kind, namespace, name }) => {
    const path = [namespace, name].filter(Boolean).join('/')
    return from === `${kind} ${path}` || (from === path && kind.endsWith('AgentgatewayPolicy'))
  })

/** A document beside another: the same targets, and none of its rules. */
function copyOf({ apiVersion, kind, metadata, spec }: Json, action: Action): Json {
  const { name, namespace } = isObject(metadata) ? metadata : {}
  const beside = { name: `${String(name)}-${action}`, ...(namespace ? { namespace } : {}) }
  const targetRefs = isObject(spec) ? spec['targetRefs'] : []
  return { apiVersion, kind, metadata: beside, spec: { targetRefs } }
}

/** A policy for a gateway that shows none: its names are those that its other documents tell. */
function newPolicy(
  from: string,
  rules: readonly PolicyRule[],
  { manifests, gateway }: Origin,
): Json {
  const [, namespace, name] = /(?:^|\s)([^\s/]+)\/([^\s/]+)$/.exec(from) ?? []
  const guarded = rules.every(({ scope }) => scope === 'request')
    ? { group: 'gateway.networking.k8s.io', kind: 'Gateway' }
    : { group: 'agentgateway.dev', kind: 'AgentgatewayBackend' }
  const target = manifests.find(({ kind }) => kind === guarded.kind)
  const space = namespace ?? target?.namespace
  return {
    apiVersion: 'enterpriseagentgateway.solo.io/v1alpha1',
    kind: 'EnterpriseAgentgatewayPolicy',
    metadata: { name: name ?? `${gateway}-rbac`, ...(space ? { namespace: space } : {}) },
    spec: { targetRefs: [{ ...guarded, name: target?.name ?? gateway }] },
  }
}
