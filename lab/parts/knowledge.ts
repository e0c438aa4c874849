import { createKnowledge } from '../servers/knowledge/knowledge.ts'
import type { PartContext, Product } from './part.ts'

/** The knowledge base, unless `PARALLAX_GATEWAY_URL` names a real gateway with one behind it. */
export async function startKnowledge({ env }: PartContext): Promise<Product | undefined> {
  if (env['PARALLAX_GATEWAY_URL']) return undefined
  const knowledge = await createKnowledge()
  return {
    services: { knowledge },
    // It keeps nothing from one request to the next.
    restart: () => Promise.resolve(),
    reset: () => Promise.resolve(knowledge.reset()),
    close: () => Promise.resolve(),
    counters: () => Promise.resolve({ 'knowledge.toolCalls': knowledge.toolCalls() }),
  }
}
