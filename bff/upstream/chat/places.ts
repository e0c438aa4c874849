import type { ChatTarget, RegistryObject } from '../../contract.ts'
import { Problem } from '../../problem.ts'
import type { SignIn } from '../../session/types.ts'
import type { RegistryCaller } from '../registry/client.ts'
import { defaultNamespace, namespaceOf, objectOf, textAt } from '../registry/envelope.ts'
import { readJson } from '../registry/read.ts'
import { pathOf, type RecordPlace } from '../registry/record.ts'
import type { ChatPlace } from './adapter.ts'
import { destinationOf } from './destination.ts'
import type { ChatParts } from './parts.ts'
import { stopOf } from './stopSentences.ts'

interface Wanted {
  signIn: SignIn
  /** '' for nobody, where the registry has no personas. */
  persona: string
  deployment: string
  namespace: string
  signal?: AbortSignal
}

export interface ChatPlaces {
  /**
   * Where a deployment can be asked, by its records as that persona sees them this moment; `place` is null
   * where `target.available` is false. Throws the Problems of the registry: 404 where there is no such
   * deployment, 403 where the persona may not see it, 502 and 504 where the registry does not answer.
   */
  find(wanted: Wanted): Promise<{ target: ChatTarget; place: ChatPlace | null }>
}

export function createChatPlaces(parts: ChatParts): ChatPlaces {
  const { config, client } = parts

  async function read(caller: RegistryCaller, place: RecordPlace, kind: string) {
    const label = `get ${kind} ${place.name}`
    const wanted = `show the ${kind} "${place.name}"`
    const asked = { method: 'GET', path: pathOf(place), label } as const
    const object = objectOf(await readJson(client, caller, asked, wanted))
    if (object) return object
    throw new Problem(
      502,
      'bad_gateway',
      `The registry's answer for "${place.name}" is no record.`,
      {
        upstream: 'registry',
      },
    )
  }

  /** What only adds to the picture may be hidden from the persona, or gone. */
  async function maybe(caller: RegistryCaller, place: RecordPlace, kind: string) {
    try {
      return await read(caller, place, kind)
    } catch (error) {
      if (error instanceof Problem && error.status < 500) return undefined
      throw error
    }
  }

  return {
    async find({ signIn, persona, deployment: name, namespace, signal }) {
      requirePersona(config.registry?.personas ?? [], persona)
      const caller: RegistryCaller = {
        persona: persona === '' ? null : persona,
        signIn,
        ...(signal === undefined ? {} : { signal }),
      }
      const deployment = await read(caller, { kind: 'deployments', name, namespace }, 'Deployment')
      const refs = refsOf(deployment)
      const [runtime, agent] = await Promise.all([
        maybe(caller, { kind: 'runtimes', ...refs.runtime }, 'Runtime'),
        refs.target.kind === 'Agent'
          ? maybe(caller, { ...refs.target, kind: 'agents' }, 'Agent')
          : undefined,
      ])
      const found = destinationOf(config, { deployment, runtime, refs })
      const type = textAt(runtime?.spec, 'type') ?? discoveredType(deployment) ?? 'unknown'
      const about = { deployment: name, runtime: refs.runtime.name, runtimeType: type }
      const region = textAt(runtime?.spec, 'config', 'region')
      const { registry, chat } = config
      const personas = registry?.personas ?? []
      const first = registry?.default ?? personas[0]
      const target: ChatTarget = {
        ...about,
        ...(namespace === defaultNamespace ? {} : { namespace }),
        agent: agentOf(refs.target, agent),
        ...(region === undefined ? {} : { region }),
        adapter: found.adapter,
        personas: first === undefined ? [] : [first, ...personas.filter((one) => one !== first)],
        ...('reason' in found ? { available: false, reason: found.reason } : { available: true }),
        stop: stopOf(found.adapter),
        canEndSession: found.adapter === 'agentcore',
        offlineModel: isOffline(deployment, chat.offlineModel),
        suggestions: chat.suggestions,
        limits: { messageBytes: chat.limits.messageBytes },
      }
      if ('reason' in found) return { target, place: null }
      const place: ChatPlace = {
        ...about,
        ...(target.offlineModel ? { offlineModel: true } : {}),
        namespace,
        ...(region === undefined ? {} : { region }),
        ...found.at,
      }
      return { target, place }
    },
  }
}

/** A token for one place is never sent to another: only the registry's own personas talk to its agents. */
function requirePersona(personas: readonly string[], persona: string): void {
  if (personas.includes(persona) || (persona === '' && personas.length === 0)) return
  throw new Problem(404, 'persona_unknown', `The registry has no persona "${persona}".`, {
    persona,
    hint:
      personas.length === 0 ? 'It is asked without a token.' : `It knows ${personas.join(', ')}.`,
  })
}

export interface Refs {
  target: { kind: string; name: string; namespace: string; tag: string }
  runtime: { name: string; namespace: string }
}

function refsOf({ spec, ...object }: RegistryObject): Refs {
  const namespace = namespaceOf({ spec, ...object })
  return {
    target: {
      kind: textAt(spec, 'targetRef', 'kind') ?? 'Agent',
      name: textAt(spec, 'targetRef', 'name') ?? object.metadata.name,
      namespace: textAt(spec, 'targetRef', 'namespace') ?? namespace,
      tag: textAt(spec, 'targetRef', 'tag') ?? 'latest',
    },
    runtime: {
      name: textAt(spec, 'runtimeRef', 'name') ?? '',
      namespace: textAt(spec, 'runtimeRef', 'namespace') ?? namespace,
    },
  }
}

const discoveredType = ({ metadata }: RegistryObject): string | undefined =>
  metadata.annotations?.['agentregistry.solo.io/discovered-runtime-type']

function agentOf({ name, tag }: Refs['target'], agent: RegistryObject | undefined) {
  const image = textAt(agent?.spec, 'source', 'image')
  const model = textAt(agent?.spec, 'modelName') ?? textAt(agent?.spec, 'model')
  return {
    name,
    tag,
    ...(image === undefined ? {} : { image }),
    ...(model === undefined ? {} : { model }),
  }
}

/** A deployment that names its provider says it better than the configuration, which speaks of all of them. */
function isOffline({ spec }: RegistryObject, usual: boolean): boolean {
  const provider = textAt(spec, 'env', 'MODEL_PROVIDER')
  return provider === undefined ? usual : provider === 'offline'
}
