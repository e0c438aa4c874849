import type { Config, GatewayConfig } from '../../config/schema.ts'
import { Problem } from '../../problem.ts'

/** The configured URL of a gateway; Problem 404 when there is none of that name. */
export function gatewayUrl(config: Config, gateway: string): URL {
  const found = config.gateways[gateway]
  if (found === undefined || !Object.hasOwn(config.gateways, gateway))
    throw new Problem(404, 'not_found', `There is no gateway "${gateway}".`, {
      hint: 'GET /bff/gateways lists those of the configuration.',
    })
  const url = urls.get(found) ?? new URL(found.url)
  urls.set(found, url)
  return url
}

/** Parsed once: every piped request asks. Nobody changes one. */
const urls = new WeakMap<GatewayConfig, URL>()
