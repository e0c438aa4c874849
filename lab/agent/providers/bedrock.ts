import { createAmazonBedrock } from '@ai-sdk/amazon-bedrock'
import { BedrockAgentCoreClient } from '@aws-sdk/client-bedrock-agentcore'

import { explainer } from '../failure.ts'
import type { Environment, Model } from '../model.ts'

/** The model of the published walk-through's agent. */
const defaultModel = 'us.anthropic.claude-haiku-4-5-20251001-v1:0'

/**
 * A model on Amazon Bedrock (`BEDROCK_MODEL_ID`, `AWS_REGION`, `BEDROCK_BASE_URL` for another endpoint).
 * Credentials come from a Bedrock API key (`AWS_BEARER_TOKEN_BEDROCK`), from keys in the environment, or
 * from where the AWS SDK looks: profile, single sign-on, workload identity, instance.
 * @throws Error in one sentence when there are none
 */
export async function bedrockModel(env: Environment): Promise<Model> {
  const name = env['BEDROCK_MODEL_ID'] || defaultModel
  const region = env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || 'us-east-1'
  const baseURL = env['BEDROCK_BASE_URL']
  const provider = createAmazonBedrock({
    region,
    ...(baseURL && { baseURL }),
    ...(await access(env, region)),
  })
  return {
    model: provider(name),
    name,
    explain: explainer({
      provider: `Amazon Bedrock in ${region}`,
      access: `Ask for access to ${name} in the Bedrock console of ${region}, check that the role may call bedrock:InvokeModelWithResponseStream, or name another model in BEDROCK_MODEL_ID.`,
      model: `Check BEDROCK_MODEL_ID (${name}) and AWS_REGION.`,
      reach: 'Check AWS_REGION, BEDROCK_BASE_URL and the network.',
    }),
  }
}

async function access(env: Environment, region: string) {
  const apiKey = env['AWS_BEARER_TOKEN_BEDROCK']
  if (apiKey) return { apiKey }
  // left out, the library would take it from this process, whatever the agent was given
  const signed = { apiKey: '' }
  const accessKeyId = env['AWS_ACCESS_KEY_ID']
  const secretAccessKey = env['AWS_SECRET_ACCESS_KEY']
  if (accessKeyId && secretAccessKey) {
    const sessionToken = env['AWS_SESSION_TOKEN']
    return { ...signed, accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) }
  }
  const profile = env['AWS_PROFILE']
  // Any client of the AWS SDK brings the usual chain of credentials, refreshed when they run out.
  const { config } = new BedrockAgentCoreClient({ region, ...(profile && { profile }) })
  try {
    await config.credentials()
  } catch (error) {
    throw new Error(
      'MODEL_PROVIDER=bedrock found no AWS credentials; set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_BEARER_TOKEN_BEDROCK',
      { cause: error },
    )
  }
  return { ...signed, credentialProvider: () => config.credentials() }
}
