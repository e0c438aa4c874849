import { Problem } from '../problem.ts'
import type { HeldTokens, TokenSource } from '../session/types.ts'
import type { TestLab } from './lab.ts'
import { publishedTokens } from './publishedTokens.ts'
import { held, upstreamOf } from './upstream.ts'

/** Tokens by persona; somebody who is not among them wants a sign-in. */
export function tokensOf(tokens: Record<string, string>): TokenSource {
  const get = async (persona: string): Promise<HeldTokens> => {
    const token = tokens[persona]
    if (token === undefined) throw new Problem(401, 'persona_signin_required', 'no token')
    const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()
    return held(token, JSON.parse(payload) as Record<string, unknown>) // a JWT's payload is an object
  }
  return { get, renew: async () => null }
}

/** The upstream half of a console that has every gateway of the lab, as alice, bob and the published tokens. */
export async function atAllGateways(lab: TestLab, limits = {}) {
  const at = (part: string, path: string) => ({ url: `${lab.origins[part]}${path}` })
  const tokens = {
    alice: await lab.mint({ person: 'alice' }),
    bob: await lab.mint({ person: 'bob' }),
    ...publishedTokens,
  }
  return upstreamOf({
    gateways: {
      'solo-kb-demo': at('gateway', '/mcp'),
      everything: at('gateway', '/everything/mcp'),
      'website-fetcher': at('sseGateway', '/mcp'),
      'website-fetcher-sse': at('sseGateway', '/sse'),
      kuadrant: at('kuadrantGateway', '/mcp'),
      'kuadrant-broker': at('kuadrantBroker', '/mcp'),
      'mcp-proxy': at('mcpProxy', '/sse'),
      dynamic: at('dynamicGateway', '/mcp'),
      'everything-direct': at('everything', '/mcp'),
    },
    tokens: tokensOf(tokens),
    limits,
    clock: Date.now,
  })
}
