import { Problem } from '../problem.ts'
import type { HeldTokens, SignIn, TokenSource } from '../session/types.ts'

/**
 * Another token after an upstream refused `stale`. Null where none can be had: the upstream's own 401 is
 * then the answer, which says more than that no refresh was possible.
 */
export async function renewed(
  tokens: TokenSource,
  persona: string,
  signIn: SignIn,
  stale: string,
): Promise<HeldTokens | null> {
  try {
    return await tokens.renew(persona, signIn, stale)
  } catch (error) {
    if (error instanceof Problem) return null
    throw error
  }
}
