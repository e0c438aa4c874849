import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'

import { addresses } from './config.ts'
import { type Controls, createControl } from './control.ts'
import { Faults } from './faults.ts'
import { createGateway } from './gateway/gateway.ts'
import { createIdp } from './idp/idp.ts'
import type { PortName, Ports } from './ports.ts'
import { type Listening, serve } from './serve.ts'
import { createKnowledge } from './servers/knowledge/knowledge.ts'
import type { LabService } from './service.ts'

export interface LabOptions {
  env: NodeJS.ProcessEnv
  ports: Ports
  /** Folder for what survives a restart: keys, grants, sessions. */
  data: string
}

export interface Lab {
  /** Part → origin, for those parts that run. */
  origins: Record<string, string>
  close(): Promise<void>
}

const accessLogLines = 1_000

/** Starts every part of the lab that the environment does not replace with a real product. */
export async function startLab({ env, ports, data }: LabOptions): Promise<Lab> {
  await mkdir(data, { recursive: true, mode: 0o700 })
  const faults = new Faults()
  const running = new Map<string, Listening>()
  const start = async (part: PortName, service: LabService) => {
    running.set(part, await serve(part, ports[part], service, faults.before(part)))
  }
  const close = async () => {
    await Promise.all([...running.values()].map((part) => part.close()))
  }

  const lines: string[] = []
  const log = (line: string) => {
    lines.push(line)
    if (lines.length > accessLogLines) lines.shift()
  }
  const counters: (() => Record<string, number>)[] = []
  let idp: Controls['idp']

  try {
    if (!env['PARALLAX_ISSUER']) {
      const provider = await createIdp({
        origin: `http://127.0.0.1:${ports.idp}`,
        consoleOrigin: env['PARALLAX_PUBLIC_ORIGIN'] ?? `http://localhost:${ports.console}`,
        dataFile: join(data, 'idp.db'),
        ...(env['LAB_TOKEN_TTL'] ? { tokenTtl: Number(env['LAB_TOKEN_TTL']) } : {}),
      })
      idp = provider
      await start('idp', provider)
    }
    if (!env['PARALLAX_GATEWAY_URL']) {
      const knowledge = await createKnowledge()
      counters.push(() => ({ 'knowledge.toolCalls': knowledge.toolCalls() }))
      await start('knowledge', knowledge)
      const gateway = await createGateway({
        manifests: join(import.meta.dirname, 'manifests/solo-kb'),
        variables: manifestVariables(env, ports),
        log,
      })
      await start('gateway', gateway.data)
      await start('gatewayAdmin', gateway.admin)
    }
    const parts = [...running.keys()]
    await start(
      'control',
      createControl({
        parts,
        faultOf: (part) => faults.of(part),
        setFault: async (part, kind) => {
          if (kind) faults.set(part, kind)
          else faults.clear(part)
          const listening = running.get(part)
          await (kind === 'down' ? listening?.down() : listening?.up())
        },
        counters: () => Object.assign({}, ...counters.map((read) => read())),
        accessLog: () => [...lines],
        ...(idp ? { idp } : {}),
      }),
    )
  } catch (error) {
    await close()
    throw error
  }
  const origins = Object.fromEntries([...running].map(([part, { url }]) => [part, url]))
  return { origins, close }
}

/** What the manifests leave open: the ports of this run, and the issuer when a real one replaces the lab's. */
function manifestVariables(env: NodeJS.ProcessEnv, ports: Ports): Record<string, string> {
  const { issuer } = addresses(env, ports)
  const idp = new URL(issuer)
  return {
    LAB_KNOWLEDGE_PORT: String(ports.knowledge),
    LAB_GATEWAY_PORT: String(ports.gateway),
    LAB_ISSUER: issuer,
    LAB_IDP_HOST: idp.hostname,
    LAB_IDP_PORT: idp.port || (idp.protocol === 'https:' ? '443' : '80'),
  }
}
