import { configure, type Configuration } from '../../documents/configuration.ts'
import type { Source } from '../../documents/source.ts'
import type { GatewayModel } from '../core/model.ts'
import type { KeySource } from '../jwt/keys.ts'
import { remoteKeys } from '../jwt/remoteKeys.ts'
import { load } from './load.ts'
import { resolve } from './resolve.ts'

/**
 * What a gateway runs with. Documents that come later cannot move its listener.
 * @throws ManifestRefusal for documents that cannot be honoured
 */
export function createConfiguration(
  first: readonly Source[],
  variables: Readonly<Record<string, string>>,
  warn: (sentence: string) => void,
): Configuration<GatewayModel> {
  const keys = new Map<string, KeySource>()
  const openKeys = (url: string, cacheDuration: number): KeySource => {
    // Kept over changes: a new document must not bring rotated keys sooner than their cache allows.
    const name = `${cacheDuration} ${url}`
    const source = keys.get(name) ?? remoteKeys({ url, cacheDuration, warn })
    keys.set(name, source)
    return source
  }
  let port: number | undefined
  return configure(first, variables, (sources) => {
    const manifests = load(sources)
    const model = resolve(manifests, openKeys)
    port ??= model.listener.port
    if (model.listener.port !== port && manifests.gateways[0] !== undefined)
      throw manifests.gateways[0].refuse(
        ['spec', 'listeners', 0, 'port'],
        `the listener stays on port ${port} while the gateway runs; write that, or start it anew`,
      )
    return model
  })
}
