import type { Environment } from './model.ts'

/** Where a provider is, and the key that is sent there. */
const keysByAddress = {
  ANTHROPIC_BASE_URL: 'ANTHROPIC_API_KEY',
  OPENAI_BASE_URL: 'OPENAI_API_KEY',
  BEDROCK_BASE_URL: 'AWS_BEARER_TOKEN_BEDROCK',
}

/**
 * The environment of an agent: what its Deployment sets over what the lab was started with. Deployments are
 * made by people who were not given the lab's keys, so one that names another address brings its own key.
 */
export function environmentOf(deployment: Environment, own: Environment): Environment {
  const inherited = { ...own }
  for (const [address, key] of Object.entries(keysByAddress))
    if (deployment[address] !== undefined) delete inherited[key]
  return { ...inherited, ...deployment }
}
