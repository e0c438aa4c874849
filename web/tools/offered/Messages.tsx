import { isObject } from '../../mcp/argumentsText.ts'
import { Block } from '../Content.tsx'

/** Messages for a model, in order, each under the one who says it. */
export function Messages({ messages }: { messages: readonly Record<string, unknown>[] }) {
  if (messages.length === 0) return <p className="text-ink-2">No messages.</p>
  return (
    <ol className="grid gap-3">
      {messages.map((message, index) => (
        // A list of messages never changes once it is there: its order is what tells them apart.
        <li key={index} className="grid gap-1 border-l-3 border-line-strong pl-3">
          <b className="text-sm text-ink-2">
            {typeof message.role === 'string' ? message.role : 'no role'}
          </b>
          {blocksOf(message.content).map((block) => (
            <Block key={JSON.stringify(block).slice(0, 200)} block={block} />
          ))}
        </li>
      ))}
    </ol>
  )
}

/** One block, or several in what a later version of MCP calls a list of them. */
const blocksOf = (content: unknown) =>
  (Array.isArray(content) ? content : [content]).filter(isObject)
