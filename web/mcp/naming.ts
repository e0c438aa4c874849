import type { NamingView } from '#bff'

export interface SplitTool {
  /** As its server calls it, which is what `mcp.tool.name` compares. */
  name: string
  /** Undefined where nothing tells whose tool it is. */
  target: string | undefined
  /** What the gateway put in front, with its separator; empty where nothing. */
  prefix: string
}

/** Takes a listed name apart into what the gateway put in front and the upstream's own name. */
export function splitTool(listed: string, { separator, targets }: NamingView): SplitTool {
  const prefixed = targets
    .map(({ target, prefix }) => ({ target, prefix: whole(prefix, separator) }))
    .filter(({ prefix }) => prefix !== '' && listed.startsWith(prefix))
    // The longest wins: `kb_` must not take a tool of `kb_internal_`.
    .toSorted((a, b) => b.prefix.length - a.prefix.length)
  const [found] = prefixed
  if (found) return { ...found, name: listed.slice(found.prefix.length) }
  const bare = targets.filter(({ prefix }) => prefix === '')
  const only = bare.length === 1 ? bare[0] : undefined
  return { name: listed, target: only?.target, prefix: '' }
}

const whole = (prefix: string, separator: string) =>
  prefix === '' || prefix.endsWith(separator) ? prefix : prefix + separator
