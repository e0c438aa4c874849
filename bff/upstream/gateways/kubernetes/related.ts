import { isRecord } from '../../wire.ts'
import type { KubernetesObject } from './object.ts'

/** By name, or by the host name of a Service: `keycloak.kagent.svc.cluster.local`. */
const names = (text: string, { metadata: { name, namespace } }: KubernetesObject): boolean =>
  text.includes(`"${name}"`) || text.includes(`${name}.${namespace}`)

const textOf = (all: readonly KubernetesObject[]) => JSON.stringify(all)

/**
 * Those of a cluster's documents that have to do with its MCP gateways. `special` are of kinds that are
 * about MCP by themselves; routes, gateways and services of everybody else stay out: they are kept in the
 * gateway's own `namespace`, and elsewhere where one names the other.
 */
export function related(
  special: readonly KubernetesObject[],
  generic: readonly KubernetesObject[],
  namespace: string,
): KubernetesObject[] {
  const of = (kind: string) => generic.filter((one) => one.kind === kind)
  const isHome = ({ metadata }: KubernetesObject) => metadata.namespace === namespace

  const said = textOf(special)
  const isAbout = (route: KubernetesObject) => {
    const text = textOf([route])
    return names(said, route) || special.some((one) => names(text, one))
  }
  const near = of('HTTPRoute').filter((route) => isHome(route) || isAbout(route))
  const led = textOf([...special, ...near])
  const gateways = of('Gateway').filter((one) => isHome(one) || names(led, one))
  const routes = of('HTTPRoute').filter(
    (route) => near.includes(route) || gateways.some((one) => names(textOf([route]), one)),
  )
  const all = textOf([...special, ...routes])
  const services = of('Service').filter((one) => speaksMcp(one) || names(all, one))
  const maps = of('ConfigMap').filter((one) => isHome(one) && configuresProxy(one))
  return [...gateways, ...routes, ...special, ...services, ...maps]
}

/** `appProtocol` of a port: `agentgateway.dev/mcp`, `kgateway.dev/mcp-sse` (agentgateway 75b4e6c, kgateway). */
function speaksMcp({ spec }: KubernetesObject): boolean {
  const ports: unknown[] = isRecord(spec) && Array.isArray(spec['ports']) ? spec['ports'] : []
  return ports.some((port) => isRecord(port) && /\/mcp(?:-sse)?$/.test(String(port['appProtocol'])))
}

/** The file that mcp-proxy 0.0.3 is started with names a listener. */
function configuresProxy({ data }: KubernetesObject): boolean {
  return isRecord(data) && Object.values(data).some((file) => String(file).includes('"listener"'))
}
