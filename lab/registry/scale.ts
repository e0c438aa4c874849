import { randomUUID } from 'node:crypto'

import { storedTime } from './clock.ts'
import { runtimeSpec } from './kinds/runtime.ts'
import { type Row, latestTag } from './row.ts'
import { type Status, withConditions } from './status.ts'
import type { World } from './world.ts'

const teams = ['platform', 'payments', 'support', 'data', 'security', 'docs', 'search', 'mobile']
const jobs = ['triage', 'summary', 'review', 'forecast', 'lookup', 'report', 'audit', 'planner']
const tags = [latestTag, '1.0.0', '1.1.0', '2.0.0-rc.1']

/**
 * Writes `count` agents and as many deployments of them in one transaction. They are settled as they
 * stand: nothing runs until somebody asks for the log of one.
 */
export function seedScale(world: World, count: number): void {
  const runtimes = world.store.list('Runtime', {})
  if (runtimes.length === 0)
    throw new Error('there is no Runtime to deploy to; seed manifests first')
  world.store.atomically(() => {
    for (let number = 0; number < count; number++) {
      const agent = agentRow(world, number)
      const runtime = pick(runtimes, number)
      world.store.put(agent)
      world.store.put(deploymentRow(number, agent, runtime))
    }
  })
}

const pick = <Item>(items: readonly Item[], number: number): Item => {
  const item = items[number % items.length]
  if (item === undefined) throw new Error('cannot pick from an empty list')
  return item
}

/** Spread over the last thirty days, so that ages and orders differ. */
const written = (world: World, number: number): string =>
  storedTime(world.clock() - (number % 43_200) * 60_000)

function agentRow(world: World, number: number): Row {
  const [team, job] = [pick(teams, number), pick(jobs, Math.floor(number / teams.length))]
  const name = `${team}-${job}-${String(number).padStart(5, '0')}`
  const at = written(world, number)
  return {
    kind: 'Agent',
    namespace: 'default',
    name,
    tag: pick(tags, number),
    uid: randomUUID(),
    labels: { team, job },
    annotations: {},
    spec: {
      title: `${job} for ${team}`,
      description: `Does the ${job} work of the ${team} team, number ${number}.`,
      modelProvider: 'bedrock',
      modelName: 'us.anthropic.claude-haiku-4-5-20251001-v1:0',
      source: {
        image: `111122223333.dkr.ecr.us-east-1.amazonaws.com/${team}-${job}:1.0.${number}`,
      },
    },
    internal: {},
    createdAt: at,
    updatedAt: at,
    scope: { kind: 'agent', name },
  }
}

function deploymentRow(number: number, agent: Row, runtime: Row): Row {
  const name = `${agent.name}-${runtime.name}`
  return {
    ...agent,
    kind: 'Deployment',
    name,
    tag: '',
    uid: randomUUID(),
    spec: {
      targetRef: { kind: 'Agent', name: agent.name, tag: agent.tag },
      runtimeRef: { kind: 'Runtime', name: runtime.name },
      env: { AWS_REGION: 'us-east-1' },
    },
    status: settled(number, agent, runtime),
    internal: { bulk: true },
  }
}

/** One in twenty failed, one in fifty is still under way, the rest is ready. */
function settled(number: number, agent: Row, runtime: Row): Status {
  const namespace = runtimeSpec(runtime).config?.['namespace']
  const status: Status = {
    runtime: { id: agent.name, ...(typeof namespace === 'string' && { namespace }) },
  }
  const set = (...conditions: Parameters<typeof withConditions>[1]) =>
    withConditions(status, conditions, agent.updatedAt)
  if (number % 20 === 7) {
    const message = 'image pull failed: manifest unknown'
    return set(
      { type: 'Ready', status: 'False', reason: 'Failed', message },
      { type: 'Degraded', status: 'True', reason: 'InvalidDeployConfig', message },
    )
  }
  if (number % 50 === 3)
    return set({
      type: 'Progressing',
      status: 'True',
      reason: 'Accepted',
      message: 'enterprise deployment started',
    })
  return set({
    type: 'Ready',
    status: 'True',
    reason: 'Completed',
    message: 'deployment completed',
  })
}
