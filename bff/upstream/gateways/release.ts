import type { Config } from '../../config/schema.ts'
import { isRecord } from '../wire.ts'
import type { AdminPorts } from './adminPort.ts'

/**
 * The release of a gateway, as its admin port tells it: `1.4.1`. Only agentgateway does (`version` of its
 * `/config_dump`, 75b4e6c); undefined for every other and where the port does not answer.
 */
export const releases =
  ({ config, adminPorts }: { config: Config; adminPorts: AdminPorts }) =>
  async (gateway: string): Promise<string | undefined> => {
    const { product, admin } = config.gateways[gateway] ?? {}
    if (product !== 'agentgateway' || admin === undefined) return undefined
    const dump = await adminPorts.read(gateway, '/config_dump')
    const said = 'value' in dump && isRecord(dump.value) ? dump.value['version'] : undefined
    const version = isRecord(said) ? said['version'] : said
    return typeof version === 'string' ? version.slice(0, 100) : undefined
  }
