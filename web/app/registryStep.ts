import type { RecordView } from '#bff'

import { paths } from '../paths.ts'
import type { NextStep } from './nextSteps.ts'

/** The Agent that the walk-through of this console deploys; it is shown where a registry has it. */
const walkThrough = 'solofieldassistant'

const numbers: Record<number, string> = { 2: 'two', 3: 'three', 4: 'four' }

/**
 * What to do first at a registry: look at one Agent that runs in two places, where there is one, and
 * otherwise at all that runs.
 */
export function registryStep(agents: readonly RecordView[]): NextStep {
  const twice = agents.filter(({ deployments = 0 }) => deployments > 1)
  const agent = twice.find(({ object }) => object.metadata.name === walkThrough) ?? twice[0]
  if (!agent) {
    return {
      to: paths.instances(),
      title: 'See what runs, and where',
      sentence: 'Every Deployment of the registry with its runtime, its status and the reason.',
    }
  }
  const { name, namespace } = agent.object.metadata
  return {
    to: paths.record('agents', name, { namespace }),
    title: `See ${name} in ${numbers[agent.deployments ?? 0] ?? agent.deployments} places`,
    sentence: 'One Agent, deployed more than once. Only what differs between them is coloured.',
  }
}
