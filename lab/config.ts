import { stringify } from 'yaml'

import { consoleGateways } from './consoleGateways.ts'
import type { Ports } from './ports.ts'
import { publishedTokens } from './publishedTokens.ts'

/** Where the console finds what it fronts: a part of the lab, or the real product that replaces it. */
export interface Addresses {
  issuer: string
  gateway: string
  gatewayAdmin: string | undefined
  registry: string
  kagent: string
  agentcore: string
}

/** Real products named by the environment; a part of the lab that is replaced does not start. */
export function addresses(env: NodeJS.ProcessEnv, ports: Ports): Addresses {
  const ownAdmin = `http://127.0.0.1:${ports.gatewayAdmin}`
  return {
    issuer: env['PARALLAX_ISSUER'] ?? `http://127.0.0.1:${ports.idp}/realms/solo`,
    gateway: env['PARALLAX_GATEWAY_URL'] ?? `http://127.0.0.1:${ports.gateway}/mcp`,
    gatewayAdmin:
      env['PARALLAX_GATEWAY_ADMIN_URL'] ?? (env['PARALLAX_GATEWAY_URL'] ? undefined : ownAdmin),
    registry: env['PARALLAX_REGISTRY_URL'] ?? `http://127.0.0.1:${ports.registry}`,
    kagent: env['PARALLAX_KAGENT_URL'] ?? `http://127.0.0.1:${ports.kagent}`,
    agentcore: env['PARALLAX_AGENTCORE_URL'] ?? `http://127.0.0.1:${ports.agentcore}`,
  }
}

/** Where the browser finds the console. */
export const consoleOrigin = (env: NodeJS.ProcessEnv, ports: Ports): string =>
  env['PARALLAX_PUBLIC_ORIGIN'] ?? `http://localhost:${ports.console}`

/** Everyone's password is their name; the variable keeps it out of the file all the same, as a real one would. */
const people = ['alice', 'bob', 'carol', 'dave']

const passwordVariable = (person: string) => `LAB_${person.toUpperCase()}_PASSWORD`

/** Keys that the lab's AgentCore takes; AWS's own variables stay free for a model on Bedrock. */
const awsKeys = {
  LAB_AWS_ACCESS_KEY_ID: 'LABACCESSKEYID',
  LAB_AWS_SECRET_ACCESS_KEY: 'lab-secret-access-key',
}

/** The secrets that the configuration names, with the lab's published values unless the environment has others. */
export function consoleSecrets(env: NodeJS.ProcessEnv): Record<string, string> {
  const secrets: Record<string, string> = {
    PARALLAX_CLIENT_SECRET: env['PARALLAX_CLIENT_SECRET'] ?? 'kagent-secret',
  }
  for (const [name, value] of Object.entries({ ...awsKeys, ...publishedTokens }))
    secrets[name] = env[name] ?? value
  for (const person of people)
    secrets[passwordVariable(person)] = env[passwordVariable(person)] ?? person
  return secrets
}

/** Offline grants outlive the next sign-in in the same browser, which ends the provider's session before it. */
const lasting = 'openid profile email offline_access'

/** The console's configuration for this lab, in the same YAML that an operator would write. */
export function consoleConfig(env: NodeJS.ProcessEnv, ports: Ports, data: string): string {
  const at = addresses(env, ports)
  // The open source knows nobody and has no provider of demo tokens: it is asked without a token.
  const demo = env['LAB_REGISTRY_EDITION'] === 'oss' ? [] : profiles
  return stringify({
    publicOrigin: consoleOrigin(env, ports),
    lab: true,
    data,
    issuers: {
      solo: {
        issuer: at.issuer,
        clientId: env['PARALLAX_CLIENT_ID'] ?? 'kagent',
        clientSecret: { env: 'PARALLAX_CLIENT_SECRET' },
      },
    },
    operator: { issuer: 'solo' },
    // On one laptop every sign-in comes from the same address, and a rehearsal has many.
    limits: { signInsPerMinute: 300 },
    personas: {
      ...Object.fromEntries(people.map((person) => [person, password(person, at.issuer)])),
      guest: { kind: 'code', issuer: 'solo', prompt: 'login', scope: lasting },
      device: { kind: 'device', issuer: 'solo', scope: lasting },
      pasted: { kind: 'bearer' },
      'seed-002': published('LAB_SEED_002_TOKEN', 'solo.io token'),
      'seed-003': published('LAB_SEED_003_TOKEN', 'me.com token'),
      ...Object.fromEntries(demo.map((profile) => [profile, demoProfile(profile, at.registry)])),
    },
    gateways: consoleGateways({ ...at, env, ports, people }),
    registry: {
      url: at.registry,
      ...(demo.length > 0 ? { personas: [...demo, ...people], default: 'admin' } : {}),
      // Where "test connection" may knock: the address that the seed's Kagent runtime names.
      reach: [at.kagent],
    },
    chat: chat(env, ports),
  })
}

/** The two runtimes of the walk-through, asked directly; those of a real registry are asked through it. */
function chat(env: NodeJS.ProcessEnv, ports: Ports) {
  const suggestions = [
    'What is a kgateway TrafficPolicy?',
    'How do I give each group its own MCP tools?',
    'What is the difference between kgateway and agentgateway?',
    'Which ports does agentgateway use?',
  ]
  if (env['PARALLAX_REGISTRY_URL']) return { suggestions }
  const at = addresses(env, ports)
  const real = Boolean(env['PARALLAX_KAGENT_URL'] || env['PARALLAX_AGENTCORE_URL'])
  return {
    suggestions,
    // Without a model behind it the lab's agent composes its answers by rules; of others nothing is known.
    offlineModel: !real && ['offline', ''].includes(env['MODEL_PROVIDER'] ?? ''),
    runtimes: {
      'kagent-tor1': { via: 'kagent', endpoint: at.kagent },
      'aws-agentcore': {
        via: 'agentcore',
        region: 'us-east-1',
        endpoint: at.agentcore,
        // The real one takes whatever credentials the AWS SDK finds.
        ...(env['PARALLAX_AGENTCORE_URL'] ? {} : { credentials: labKeys }),
      },
    },
  }
}

const labKeys = {
  accessKeyId: { env: 'LAB_AWS_ACCESS_KEY_ID' },
  secretAccessKey: { env: 'LAB_AWS_SECRET_ACCESS_KEY' },
}

/** Profiles of AgentRegistry's demo identity provider; each is a client without a secret. */
const profiles = ['admin', 'engineering', 'docs', 'security', 'viewer', 'norole']

const demoProfile = (profile: string, registry: string) => ({
  kind: 'client_credentials',
  tokenEndpoint: `${registry}/api/autoauth/oauth/token`,
  clientId: profile,
  clientAuth: 'none',
  scope: 'openid profile email Groups',
})

const published = (env: keyof typeof publishedTokens, label: string) => ({
  kind: 'bearer',
  label,
  token: { env },
})

const password = (person: string, issuer: string) => ({
  kind: 'password',
  issuer: 'solo',
  username: person,
  password: { env: passwordVariable(person) },
  // sed, not jq: the line has to work on a machine that has nothing but curl.
  mint: `export ${person.toUpperCase()}_JWT=$(curl -s ${issuer}/protocol/openid-connect/token -d grant_type=password -d client_id=kagent-cli -d scope=openid -d username=${person} -d password=${person} | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
})
