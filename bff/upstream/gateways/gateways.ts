import { type AccessLogs, createAccessLogs } from './accessLog.ts'
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
  parts: KubernetesParts & Omit<TopologyParts, 'manifests'>,
): Gateways {
  const { config, adminPorts, tools } = parts
  const kubernetes = createKubernetes(parts)
  const manifests = createManifests({ config, kubernetes })
  const changed = () => {
    adminPorts.forget()
    tools.forget()
  }
  return {
    topology: createTopology({ ...parts, manifests }),
    manifests,
    applying: createApplying({ config, kubernetes, manifests, changed }),
    accessLogs: createAccessLogs({ config, kubernetes }),
  }
}
