import { join } from 'node:path'

import { addresses } from '../config.ts'
import { createGateway } from '../gateway/gateway.ts'
import { createKnowledge } from '../servers/knowledge/knowledge.ts'
import type { PartContext } from './part.ts'

const accessLogLines = 1_000

/** Gateway `solo-kb-demo` and the knowledge base behind it, unless `PARALLAX_GATEWAY_URL` names a real one. */
export async function startKnowledgeGateway({ env, ports }: PartContext) {
  if (env['PARALLAX_GATEWAY_URL']) return undefined
  const lines: string[] = []
  const knowledge = await createKnowledge()
  const gateway = await createGateway({
    manifests: join(import.meta.dirname, '../manifests/solo-kb'),
    variables: manifestVariables({ env, ports }),
    log: (line) => {
      lines.push(line)
      if (lines.length > accessLogLines) lines.shift()
    },
  })
  return { knowledge, gateway, accessLog: () => [...lines] }
}

/** What the manifests leave open: the ports of this run, and the issuer when a real one replaces the lab's. */
function manifestVariables({ env, ports }: Pick<PartContext, 'env' | 'ports'>) {
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
