import type { GatewayModel } from '../core/model.ts'
import type { KeySource } from '../jwt/keys.ts'
import { remoteKeys } from '../jwt/remoteKeys.ts'
import { load } from './load.ts'
import { resolve } from './resolve.ts'
import { identityOf, parseSources, type Source } from './source.ts'
import { substitute } from './variables.ts'

/** The documents that a gateway runs with, and what they come to. */
export interface Configuration {
  /** Of this moment; a request keeps the one that it began with. */
  readonly model: () => GatewayModel
  /**
   * Adds the documents of a YAML text, or replaces those of the same kind, namespace and name; all of
   * them or none. Returns their identities: `Service default/x`, `agentgateway.dev/AgentgatewayBackend a/b`.
   * @throws ManifestRefusal, with `file` as the place's name
   */
  readonly apply: (text: string, file?: string) => string[]
  /**
   * Takes away the documents of a YAML text, by kind, namespace and name; the rest of them does not matter.
   * Returns those that were there.
   * @throws ManifestRefusal where something that stays refers to one of them
   */
  readonly remove: (text: string, file?: string) => string[]
}

/** @throws ManifestRefusal for documents that cannot be honoured */
export function createConfiguration(
  first: readonly Source[],
  variables: Readonly<Record<string, string>>,
  warn: (sentence: string) => void,
): Configuration {
  const keys = new Map<string, KeySource>()
  const openKeys = (url: string, cacheDuration: number): KeySource => {
    // Kept over changes: a new document must not bring rotated keys sooner than their cache allows.
    const name = `${cacheDuration} ${url}`
    const source = keys.get(name) ?? remoteKeys({ url, cacheDuration, warn })
    keys.set(name, source)
    return source
  }
  let sources = first
  let model = resolve(load(sources), openKeys)
  const become = (next: readonly Source[]): void => {
    const manifests = load(next)
    const resolved = resolve(manifests, openKeys)
    const { port } = model.listener
    if (resolved.listener.port !== port && manifests.gateways[0] !== undefined)
      throw manifests.gateways[0].refuse(
        ['spec', 'listeners', 0, 'port'],
        `the listener stays on port ${port} while the gateway runs; write that, or start it anew`,
      )
    model = resolved
    sources = next
  }
  const read = (text: string, file: string): Map<string, Source> =>
    new Map(
      parseSources(file, substitute(text, variables, file)).map((item) => [identityOf(item), item]),
    )
  return {
    model: () => model,
    apply: (text, file = 'applied.yaml') => {
      const given = read(text, file)
      become([...sources.filter((source) => !given.has(identityOf(source))), ...given.values()])
      return [...given.keys()]
    },
    remove: (text, file = 'removed.yaml') => {
      const given = read(text, file)
      const gone = sources.filter((source) => given.has(identityOf(source)))
      become(sources.filter((source) => !gone.includes(source)))
      return gone.map(identityOf)
    },
  }
}
