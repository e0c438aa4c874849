import type { RecordView } from '#bff'

import { imageOf, textAt } from './read.ts'

/** Types of which the registry only learns what runs there; it starts nothing on them. */
const discoveryOnly = new Set(['MicrosoftFoundry', 'MicrosoftCopilotStudio'])

/**
 * Why `target` cannot be deployed to `runtime`, or undefined. The registry accepts such a Deployment
 * and never reports on it (agentregistry #685), so it is said before. `deployments` are the target's own.
 */
export function incompatible(
  target: RecordView,
  runtime: RecordView,
  deployments: readonly RecordView[],
): string | undefined {
  const { name } = runtime.object.metadata
  const type = textAt(runtime.object.spec, 'type') ?? ''
  if (runtime.object.metadata.deletionTimestamp !== undefined) return `${name} is being deleted.`
  if (discoveryOnly.has(type))
    return `The registry discovers what runs on ${type}; it deploys nothing there.`
  if (
    type === 'BedrockAgentCore' &&
    target.object.kind === 'Agent' &&
    imageOf(target.object) === undefined
  )
    return 'AgentCore runs container images, and this tag names none.'
  if (type === 'BedrockAgentCore' && textAt(target.object.spec, 'remote', 'url') !== undefined)
    return 'A remote MCP server runs where its URL points; there is nothing to start on AgentCore.'
  const there = deployments.find(
    (each) => each.runtime?.name === name && each.origin !== 'discovered',
  )
  // kagent names the workload after the Agent, so a second Deployment would take the first one's place.
  if (type === 'Kagent' && there)
    return `${there.object.metadata.name} already runs it there; kagent keeps one workload per Agent.`
  return undefined
}
