import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { stringify } from 'yaml'

import { issuer } from './issuer.ts'

const folder = new URL('../../manifests/solo-kb/', import.meta.url)

/** Paths of manifests that the lab runs with. */
export const soloKb = folder.pathname
export const everything = new URL('../everything/', folder).pathname
export const dynamic = new URL('../dynamic/', folder).pathname

/** One of their files, to be changed for a test. */
export const soloKbFile = (name: string): Promise<string> => readFile(new URL(name, folder), 'utf8')

/** Writes files into a new folder; `remove` deletes it. */
export async function writeManifests(
  files: Record<string, string>,
): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'gateway-'))
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(path, name), text)))
  return { path, remove: () => rm(path, { recursive: true }) }
}

/** A policy on the seed's Gateway or backend. */
export const policy = (
  name: string,
  kind: 'Gateway' | 'AgentgatewayBackend',
  spec: Record<string, unknown>,
): string =>
  stringify({
    apiVersion: 'agentgateway.dev/v1alpha1',
    kind: 'AgentgatewayPolicy',
    metadata: { name, namespace: 'kagent' },
    spec: {
      targetRefs: [
        kind === 'Gateway'
          ? { group: 'gateway.networking.k8s.io', kind, name: 'solo-kb-demo' }
          : { group: 'agentgateway.dev', kind, name: 'solo-kb-mcp' },
      ],
      ...spec,
    },
  })

/** A JWT policy with inline keys for the tests' issuer. */
export const jwtPolicy = (keys: unknown[], more: Record<string, unknown> = {}): string =>
  policy('jwt', 'Gateway', {
    traffic: {
      jwtAuthentication: {
        mode: 'Strict',
        providers: [{ issuer, audiences: ['kagent'], jwks: { inline: JSON.stringify({ keys }) } }],
        ...more,
      },
    },
  })
