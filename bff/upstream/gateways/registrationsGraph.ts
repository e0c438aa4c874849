import type { TopologyNode } from '../../contract.ts'
import { isRecord } from '../wire.ts'
import { factsOf, gatewayApi, type Graph } from './graph.ts'
import { type Registration, registrationsOf } from './registrations.ts'

/** Kuadrant's gateway and the servers that are registered with its broker (`/status`, e5d18c99). */
export function registrationsGraph(status: unknown, url: URL): Graph {
  const all = registrationsOf(status)
  const overall = isRecord(status) ? status : {}
  const conflicts = overall['toolConflicts']
  const gateway: TopologyNode = {
    id: 'listener',
    kind: 'listener',
    label: url.host,
    facts: factsOf([
      ['path', url.pathname],
      ['servers', `${all.filter(({ ready }) => ready).length} of ${all.length} ready`],
      ['name conflicts', typeof conflicts === 'number' ? String(conflicts) : null],
    ]),
    state: overall['overallValid'] === false ? 'not_ready' : 'ready',
  }
  const targets = all.map(targetNode)
  return { nodes: [gateway, ...targets], edges: targets.map(({ id }) => [gateway.id, id]) }
}

function targetNode(registration: Registration): TopologyNode {
  const { name, prefix, hostname, ready, message, tools, prompts, protocol } = registration
  const [namespace, route, ...more] = name.split('/')
  return {
    id: `target ${name} ${prefix}`,
    kind: 'target',
    label: name,
    facts: factsOf([
      ['prefix', prefix],
      ['host name', hostname],
      ['tools', String(tools)],
      ['prompts', String(prompts)],
      ['MCP version', protocol],
      ['said', message],
      ['validated', registration.lastValidated],
    ]),
    state: ready ? 'ready' : 'not_ready',
    ...(namespace && route && more.length === 0
      ? {
          manifest: {
            apiVersion: gatewayApi,
            kind: 'HTTPRoute',
            namespace,
            name: route,
          },
        }
      : {}),
  }
}
