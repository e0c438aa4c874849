import type { Reference } from './read.ts'

/** The values of `spec` that this console writes. */
export interface NewDeployment {
  name: string
  target: Reference
  runtime: string
  env: Record<string, string>
}

/**
 * A Deployment as the registry takes it (ar.dev/v1alpha1). The tag is left out where it is the
 * literal `latest`, which is what a blank tag means.
 */
export const deploymentOf = ({ name, target, runtime, env }: NewDeployment) => ({
  apiVersion: 'ar.dev/v1alpha1',
  kind: 'Deployment',
  metadata: { name },
  spec: {
    targetRef: {
      kind: target.kind,
      name: target.name,
      ...(target.tag !== 'latest' && { tag: target.tag }),
    },
    runtimeRef: { kind: 'Runtime', name: runtime },
    ...(Object.keys(env).length > 0 && { env }),
  },
})

/** DNS-1123 subdomain, at most 253 characters: what `metadata.name` of the registry's API may be. */
const dns1123 = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/

/** What is wrong with a record's name, in words, or undefined. */
export function nameTrouble(name: string): string | undefined {
  if (name === '') return 'A name is required.'
  if (name.length > 253) return `A name has at most 253 characters; this one has ${name.length}.`
  if (!dns1123.test(name))
    return 'Lower-case letters, digits, - and . only, with a letter or digit at both ends.'
  return undefined
}

/**
 * A name for the Deployment of `agent` on a runtime, not one of `taken`. The runtime's type makes the
 * shorter name (`solofieldassistant-kagent`) where it has one; then the runtime's own name, then numbers.
 */
export function suggestName(
  agent: string,
  runtime: { name: string; type?: string | undefined },
  taken: ReadonlySet<string>,
): string {
  const short: Record<string, string> = { Kagent: 'kagent', BedrockAgentCore: 'agentcore' }
  const byType = short[runtime.type ?? '']
  const names = [...(byType === undefined ? [] : [byType]), runtime.name].map((each) =>
    `${agent}-${each}`.toLowerCase(),
  )
  const free = names.find((name) => !taken.has(name))
  if (free !== undefined) return free
  const base = names.at(-1) ?? agent
  let number = 2
  while (taken.has(`${base}-${number}`)) number += 1
  return `${base}-${number}`
}
