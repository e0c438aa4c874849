import type { PolicyView } from '#bff'

export type ClaimRule = PolicyView['claimRules'][number]

/**
 * mcp-proxy 0.0.3 (b70de10f): the claim is that very string, so a list never matches, and the tool is
 * that very name as it is listed, or `*`.
 */
export const matchesClaim = (
  { claim, value, tool }: ClaimRule,
  claims: Readonly<Record<string, unknown>>,
  listed: string,
): boolean => (tool === '*' || tool === listed) && claims[claim] === value
