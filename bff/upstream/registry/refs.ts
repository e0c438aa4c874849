import type { RegistryObject } from '../../contract.ts'
import { isRecord } from '../wire.ts'
import { latestTag, namespaceOf, textAt } from './envelope.ts'

/** What one record says about another; a blank namespace is the referrer's, a blank tag the literal `latest`. */
export interface Ref {
  kind: string
  namespace: string
  name: string
  tag: string
}

/** Fields of specs that hold references, with the kind where the reference itself need not say it. */
const places: Record<string, [path: string[], kind: string][]> = {
  Deployment: [
    [['targetRef'], 'Agent'],
    [['runtimeRef'], 'Runtime'],
    [['modelRef'], 'Model'],
    [['deploymentRefs'], 'Deployment'],
  ],
  Agent: [
    [['mcpServers'], 'MCPServer'],
    [['skills'], 'Skill'],
    [['plugins'], 'Plugin'],
    [['instructions'], 'Prompt'],
    [['source', 'repository', 'credentialsRef'], 'Secret'],
  ],
  Runtime: [
    [['config', 'auth', 'secretRef'], 'Secret'],
    [['config', 'auth', 'oidc', 'clientSecretRef'], 'Secret'],
    [['config', 'gatewayRef'], 'Gateway'],
  ],
  Model: [[['auth', 'secretRef'], 'Secret']],
}

/** Every record that this one names, in the order of the fields. */
export function refsOf(object: RegistryObject): Ref[] {
  return (places[object.kind] ?? []).flatMap(([path, kind]) => {
    let value: unknown = object.spec
    for (const key of path) value = isRecord(value) ? value[key] : undefined
    return (Array.isArray(value) ? value : [value]).flatMap((one) => refOf(one, kind, object))
  })
}

function refOf(value: unknown, kind: string, from: RegistryObject): Ref[] {
  const name = textAt(value, 'name')
  if (name === undefined) return []
  return [
    {
      kind: textAt(value, 'kind') ?? kind,
      namespace: textAt(value, 'namespace') ?? namespaceOf(from),
      name,
      tag: textAt(value, 'tag') ?? latestTag,
    },
  ]
}

/** Whether `from` names a record of that kind, namespace and name; with `tag`, that very tag. */
export const names = (
  from: RegistryObject,
  to: Omit<Ref, 'tag'> & { tag?: string | undefined },
): boolean =>
  refsOf(from).some(
    (ref) =>
      ref.kind === to.kind &&
      ref.name === to.name &&
      ref.namespace === to.namespace &&
      (to.tag === undefined || ref.tag === to.tag),
  )
