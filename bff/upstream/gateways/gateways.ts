import { type AccessLogs, createAccessLogs } from './accessLog.ts'
import type { AdminPorts } from './adminPort.ts'
import { type Applying, createApplying } from './kubernetes/apply.ts'
import { createKubernetes, type KubernetesParts } from './kubernetes/client.ts'
import { createManifests, type Manifests } from './kubernetes/manifests.ts'
import { createTopology, type Topology, type TopologyParts } from './topology.ts'

/** What is read of gateways beside MCP, and what is written to the documents that configure them. */
export interface Gateways {
  topology: Topology
  manifests: Manifests
  applying: Applying
  accessLogs: AccessLogs
}

export function createGateways(
  parts: KubernetesParts & TopologyParts & { adminPorts: AdminPorts },
): Gateways {
  const { config, adminPorts } = parts
  const kubernetes = createKubernetes(parts)
  const manifests = createManifests({ config, kubernetes })
  const changed = (gateway: string) => adminPorts.forget(gateway)
  return {
    topology: createTopology(parts),
    manifests,
    applying: createApplying({ config, kubernetes, manifests, changed }),
    accessLogs: createAccessLogs({ config, kubernetes }),
  }
}
