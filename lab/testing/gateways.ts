import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { z } from 'zod'

import { startLab } from '../lab.ts'
import { choosePorts, type PortName } from '../ports.ts'

export interface RunningGateways {
  /** Where a part listens. */
  at: (part: PortName) => string
  port: (part: PortName) => number
  /** A folder of this run alone. */
  folder: string
  /** An access token of one of the lab's people. */
  token: (person: 'alice' | 'bob') => Promise<string>
  /** Applies the policy that mcp-proxy is started without. */
  applyProxyPolicy: () => Promise<void>
  close: () => Promise<void>
}

/** Said of the parts that have nothing to do with gateways, so that they do not start. */
const elsewhere = 'http://127.0.0.1:9'
const env = {
  PARALLAX_REGISTRY_URL: elsewhere,
  PARALLAX_KAGENT_URL: elsewhere,
  PARALLAX_AGENTCORE_URL: elsewhere,
}

/** The lab with all its gateways, the servers behind them and the identity provider, on free ports. */
export async function startGateways(): Promise<RunningGateways> {
  const folder = await mkdtemp(join(tmpdir(), 'lab-'))
  const ports = await choosePorts(env, true)
  const lab = await startLab({ env, ports, data: folder, scale: 0 })
  const at = (part: PortName): string => {
    const origin = lab.origins[part]
    if (origin === undefined) throw new Error(`the lab has no ${part}`)
    return origin
  }
  return {
    at,
    port: (part) => ports[part],
    folder,
    token: (person) => signIn(at('idp'), person),
    applyProxyPolicy: () => applyProxyPolicy(at('kubernetes')),
    close: async () => {
      await lab.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function applyProxyPolicy(kubernetes: string): Promise<void> {
  const policies = `${kubernetes}/clusters/mcp-proxy/apis/gateway.kgateway.dev/v1alpha1/namespaces/default/mcpauthpolicies`
  const file = new URL('../manifests/mcp-proxy/later/mcp-auth-policy.yaml', import.meta.url)
  const response = await fetch(`${policies}/mcp-jq-auth?fieldManager=test`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/apply-patch+yaml' },
    body: await readFile(file),
  })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
}

async function signIn(idp: string, person: string): Promise<string> {
  const response = await fetch(`${idp}/realms/solo/protocol/openid-connect/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      client_id: 'kagent-cli',
      scope: 'openid',
      username: person,
      password: person,
    }),
  })
  return z.object({ access_token: z.string() }).parse(await response.json()).access_token
}
