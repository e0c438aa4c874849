import type { NamingView } from '#bff'

import { splitTool } from '../mcp/naming.ts'

/** A tool's whole name, in which what the gateway put in front stands back. */
export function ToolName({ name, naming }: { name: string; naming: NamingView }) {
  const { prefix, name: own, target } = splitTool(name, naming)
  if (prefix === '') return name
  return (
    <>
      <span className="font-normal text-ink-2" title={target ? `of target ${target}` : undefined}>
        {prefix}
      </span>
      <wbr />
      {own}
    </>
  )
}
