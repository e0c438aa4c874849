import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Where each part of the lab listens, always on 127.0.0.1. The console itself answers on `localhost`,
 * another host name on purpose: cookies ignore ports, so sharing the name would hide SameSite mistakes.
 */
const defaultPorts = {
  console: 8787,
  idp: 18080,
  gateway: 18081,
  gatewayAdmin: 18091,
  sseGateway: 18082,
  sseGatewayAdmin: 18090,
  knowledge: 18085,
  everything: 18086,
  kuadrantGateway: 18087,
  kuadrantBroker: 18088,
  mcpProxy: 18089,
  mcpProxyAdmin: 18096,
  dynamicGateway: 18092,
  dynamicGatewayAdmin: 18097,
  markitdown: 18093,
  sample: 18094,
  fetcher: 18095,
  kubernetes: 18098,
  registry: 12121,
  registryMcp: 31313,
  kagent: 18083,
  agentcore: 18084,
  control: 18099,
} as const

export type PortName = keyof typeof defaultPorts
export type Ports = Record<PortName, number>

/** The environment variable that moves a part: `gatewayAdmin` is moved by `LAB_GATEWAY_ADMIN_PORT`. */
export const portVariable = (name: PortName): string =>
  name === 'console'
    ? 'PARALLAX_PORT'
    : `LAB_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}_PORT`

/**
 * Ports from the environment over the defaults. With `auto`, every port not named there is a free one,
 * found now: the parts name each other in their configuration before any of them listens.
 */
export async function choosePorts(env: NodeJS.ProcessEnv, auto: boolean): Promise<Ports> {
  const ports: Ports = { ...defaultPorts }
  const names = Object.keys(defaultPorts) as PortName[] // keys of a const object are its names
  for (const name of names) {
    const value = env[portVariable(name)]
    if (value !== undefined) ports[name] = parsePort(value, portVariable(name))
    else if (auto) ports[name] = await freePort(Object.values(ports))
  }
  return ports
}

function parsePort(value: string, variable: string): number {
  const port = Number(value)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`${variable} is "${value}"; it takes a port number from 1 to 65535`)
  return port
}

/** Below the ports that systems give to outgoing connections (from 32768 on): one of those may be gone before it is used. */
const [lowest, beyond] = [20_000, 32_768]

/** More than there are parts. */
const stretch = 64

/**
 * Ports are found before anything listens on them. Processes that look at the same time therefore begin in
 * stretches of their own, and one process never looks at the same port twice in a round.
 */
let next = lowest + ((process.pid * stretch) % (beyond - lowest))

async function freePort(taken: readonly number[]): Promise<number> {
  for (;;) {
    const port = next
    next = port + 1 < beyond ? port + 1 : lowest
    if (!taken.includes(port) && (await isFree(port))) return port
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening')
    return true
  } catch {
    return false
  } finally {
    server.close()
  }
}
