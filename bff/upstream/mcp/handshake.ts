import type { GatewayAbout } from '../../contract.ts'
import { redactText } from '../redact.ts'
import { isRecord } from '../wire.ts'
import type { McpAnswer } from './post.ts'
import { clientCapabilities, clientInfo, offeredVersions, type RpcOut } from './protocol.ts'

/** What a server said of itself when a session began. */
export interface Handshake {
  version: string
  server: GatewayAbout['server']
  instructions?: string
  capabilities: string[]
}

type Initialize = Extract<RpcOut, { method: string }>

/**
 * `initialize` with the newest version, and with older ones while the answer is that the version is not
 * known (agentgateway 75b4e6c: -32022 with `data.supported`; others a sentence about it).
 */
export async function shakeHands(
  send: (message: Initialize) => Promise<McpAnswer>,
): Promise<{ answer: McpAnswer; agreed?: Handshake }> {
  let answer: McpAnswer | undefined
  for (const protocolVersion of offeredVersions) {
    const params = { protocolVersion, capabilities: clientCapabilities, clientInfo }
    answer = await send({ method: 'initialize', params })
    const result = answer.message?.result
    if (result !== undefined) return { answer, agreed: agreedOn(result, protocolVersion) }
    if (!aboutVersion(answer)) break
  }
  if (answer === undefined) throw new Error('no version is offered')
  return { answer }
}

const aboutVersion = ({ status, message, body }: McpAnswer): boolean =>
  message?.error?.code === -32_022 ||
  (status !== null && status >= 200 && status < 501 && /protocol ?version/i.test(body))

function agreedOn(result: Record<string, unknown>, offered: string): Handshake {
  const { protocolVersion, serverInfo, instructions, capabilities } = result
  return {
    version: typeof protocolVersion === 'string' ? protocolVersion : offered,
    server: serverOf(serverInfo),
    capabilities: isRecord(capabilities) ? Object.keys(capabilities) : [],
    ...(typeof instructions === 'string' ? { instructions: redactText(instructions) } : {}),
  }
}

function serverOf(info: unknown): Handshake['server'] {
  if (!isRecord(info) || typeof info['name'] !== 'string') return null
  const { name, version, title } = info
  return {
    name,
    ...(typeof version === 'string' ? { version } : {}),
    ...(typeof title === 'string' ? { title } : {}),
  }
}
