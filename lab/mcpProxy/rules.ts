import type { Rule } from './model.ts'

/** Claims of a verified token; without authentication there are none. */
export type Claims = Readonly<Record<string, unknown>>

/**
 * Whether some rule grants a tool of that full name. Only a claim that is exactly that string matches: no
 * lists, no numbers. Without rules nothing is granted, as when the proxy is told its rules over xDS
 * (agentgateway tag v0.0.3, rbac.rs).
 */
export const grants = (rules: readonly Rule[], tool: string, claims: Claims): boolean =>
  rules.some(
    (rule) => (rule.tool === '*' || rule.tool === tool) && claims[rule.claim] === rule.value,
  )
