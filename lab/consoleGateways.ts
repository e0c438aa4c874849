import type { Ports } from './ports.ts'

/** The gateways of the lab as the console's configuration names them. */
export interface ConsoleGateways {
  env: NodeJS.ProcessEnv
  ports: Ports
  /** Everybody who has a password. */
  people: readonly string[]
  /** Of `solo-kb-demo`, which a real one may replace. */
  gateway: string
  gatewayAdmin: string | undefined
}

const at = (port: number, path = '') => `http://127.0.0.1:${port}${path}`

/** The first is the one that pages begin with. */
export function consoleGateways(given: ConsoleGateways): Record<string, object> {
  const { env, ports, people, gateway, gatewayAdmin } = given
  const isReal = Boolean(env['PARALLAX_GATEWAY_URL'])
  const cluster = (id: string, namespace: string, pod: string) => ({
    kubernetes: { url: at(ports.kubernetes, `/clusters/${id}`), namespace, apply: true, pod },
  })
  const everybody = [...people, 'guest', 'device', 'pasted']
  const soloKb = cluster('solo-kb-demo', 'kagent', 'solo-kb-demo')
  // These look at nobody's token; who calls is shown all the same.
  const anybody = { personas: ['alice', 'bob'] }
  return {
    'solo-kb-demo': {
      product: 'agentgateway',
      url: gateway,
      ...(gatewayAdmin ? { admin: gatewayAdmin } : {}),
      ...(isReal ? {} : soloKb),
      personas: everybody,
    },
    // On the same listener, so that whatever replaces that replaces this.
    ...(isReal
      ? {}
      : {
          everything: {
            product: 'agentgateway',
            url: at(ports.gateway, '/everything/mcp'),
            admin: at(ports.gatewayAdmin),
            ...soloKb,
            personas: everybody,
          },
        }),
    'website-fetcher': {
      product: 'agentgateway',
      url: at(ports.sseGateway, '/mcp'),
      admin: at(ports.sseGatewayAdmin),
      ...cluster('website-fetcher', 'agentgateway-system', 'agentgateway'),
      personas: ['seed-002', 'pasted'],
    },
    kuadrant: {
      product: 'kuadrant',
      url: at(ports.kuadrantGateway, '/mcp'),
      admin: at(ports.kuadrantBroker),
      ...cluster('kuadrant', 'mcp-system', 'mcp-broker-router'),
      ...anybody,
    },
    'kuadrant-broker': {
      product: 'kuadrant',
      url: at(ports.kuadrantBroker, '/mcp'),
      admin: at(ports.kuadrantBroker),
      ...cluster('kuadrant', 'mcp-system', 'mcp-broker-router'),
      ...anybody,
    },
    'mcp-proxy': {
      product: 'mcp-proxy',
      url: at(ports.mcpProxy, '/sse'),
      admin: at(ports.mcpProxyAdmin),
      ...cluster('mcp-proxy', 'default', 'mcp-gateway'),
      personas: ['seed-003', 'pasted'],
    },
    dynamic: {
      product: 'agentgateway',
      url: at(ports.dynamicGateway, '/mcp'),
      admin: at(ports.dynamicGatewayAdmin),
      ...cluster('dynamic', 'default', 'agentgateway'),
      ...anybody,
    },
    'everything-direct': { product: 'other', url: at(ports.everything, '/mcp'), ...anybody },
  }
}
