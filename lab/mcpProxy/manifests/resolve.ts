import { originOf } from '../../documents/service.ts'
import type { Source } from '../../documents/source.ts'
import type { ProxyModel, Rule } from '../model.ts'
import { load, type ProxyManifests } from './load.ts'
import { readConfig } from './readConfig.ts'

/**
 * What the documents come to, as kgateway's syncer would tell the proxy over xDS.
 * @throws ManifestRefusal for a document that cannot be honoured, Error where one is missing altogether
 */
export function resolve(sources: readonly Source[]): ProxyModel {
  const manifests = load(sources)
  const [gateway, another] = manifests.gateways
  if (gateway === undefined)
    throw new Error('There is no Gateway of class mcp; add its document to the folder')
  if (another !== undefined)
    throw another.refuse(['metadata', 'name'], 'this proxy serves one Gateway; remove the others')
  checkClass(manifests)
  const { listener, key } = readConfig(manifests, gateway.value)
  return {
    port: listener.port,
    ...(listener.authn &&
      key && {
        authn: {
          issuers: listener.authn.issuer,
          audiences: listener.authn.audience,
          key,
        },
      }),
    targets: toTargets(manifests),
    rules: toRules(manifests, gateway.value.metadata.name),
  }
}

function checkClass({ classes, parameters, gateways }: ProxyManifests): void {
  if (!classes.some(({ value }) => value.metadata.name === 'mcp'))
    throw gateways[0]?.refuse(
      ['spec', 'gatewayClassName'],
      'there is no GatewayClass mcp; add its document',
    )
  for (const { value, refuse } of classes) {
    const { name, namespace } = value.spec.parametersRef
    const found = parameters.some(
      ({ value: { metadata } }) => metadata.name === name && metadata.namespace === namespace,
    )
    if (!found)
      throw refuse(
        ['spec', 'parametersRef', 'name'],
        `there is no GatewayParameters ${namespace}/${name}; correct the name or add its document`,
      )
  }
}

/** Every Service port that says it speaks MCP, by order of reading; the path defaults to `/sse`. */
function toTargets({ services }: ProxyManifests): ReadonlyMap<string, URL> {
  const found = services.flatMap(({ value }) => {
    const { name, namespace, annotations } = value.metadata
    const port = value.spec.ports.find(({ appProtocol }) => appProtocol === 'kgateway.dev/mcp')
    const path = annotations?.['kgateway.dev/mcp-path'] ?? '/sse'
    return port === undefined
      ? []
      : [[`${namespace}/${name}`, new URL(path, originOf(value, port))] as const]
  })
  return new Map(found)
}

/** One rule for each match of each rule of each policy: they are all alternatives. */
const toRules = ({ policies }: ProxyManifests, gateway: string): Rule[] =>
  policies.flatMap(({ value, refuse }) => {
    const other = value.spec.targetRefs.findIndex(({ name }) => name !== gateway)
    if (other >= 0)
      throw refuse(
        ['spec', 'targetRefs', other, 'name'],
        `there is no such Gateway; the one here is ${gateway}`,
      )
    return value.spec.rules.flatMap(({ matches, resource }) =>
      matches.map(({ jwt }) => ({ claim: jwt.claim, value: jwt.value, tool: resource.name })),
    )
  })
