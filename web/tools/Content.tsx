import { isObject } from '../mcp/argumentsText.ts'
import { Json } from '../ui/Json.tsx'
import { Markdown } from '../ui/Markdown.tsx'
import { contentOf } from './answerText.ts'
import { ImageBlock } from './ImageBlock.tsx'
import { ResourceBlock } from './ResourceBlock.tsx'
import { sizeOf } from './sizeOf.ts'

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** The content blocks of a result, each as what it is; the structured content below, always. */
export function Content({ result }: { result: Record<string, unknown> }) {
  const { structuredContent } = result
  return (
    <div className="grid min-w-0 gap-4">
      {contentOf(result).map((block) => (
        <Block key={JSON.stringify(block)} block={block} />
      ))}
      {structuredContent === undefined ? null : (
        <section aria-label="Structured content" className="grid gap-1">
          <h3 className="text-sm font-bold">Structured content</h3>
          <Json value={structuredContent} label="Structured content" />
        </section>
      )}
    </div>
  )
}

/** One block by its kind (MCP 2025-11-25, `ContentBlock`); what a later version adds is shown as JSON. */
export function Block({ block }: { block: Record<string, unknown> }) {
  const type = text(block.mimeType) || 'unknown type'
  switch (block.type) {
    case 'text':
      return <TextBlock text={text(block.text)} />
    case 'image':
      return <ImageBlock data={text(block.data)} mimeType={type} />
    case 'audio':
      return (
        <p className="text-ink-2">
          Audio, {type}, {sizeOf(text(block.data))}. It can be taken from the JSON view.
        </p>
      )
    case 'resource_link':
      return <ResourceLink link={block} />
    case 'resource':
      return <ResourceBlock resource={isObject(block.resource) ? block.resource : {}} />
    default:
      return <Json value={block} label="Content block" />
  }
}

const parsed = (source: string): unknown => {
  try {
    return /^\s*[[{]/.test(source) ? JSON.parse(source) : undefined
  } catch {
    return undefined
  }
}

function TextBlock({ text: source }: { text: string }) {
  if (source === '') return <p className="text-ink-2">An empty text.</p>
  const json = parsed(source)
  if (json !== undefined) return <Json value={json} label="Answer" />
  return (
    <div className="min-w-0">
      <Markdown text={source} />
    </div>
  )
}

function ResourceLink({ link }: { link: Record<string, unknown> }) {
  return (
    <p className="grid gap-0.5">
      <span className="font-bold">{text(link.title) || text(link.name) || 'A resource'}</span>
      <code className="font-mono text-sm wrap-anywhere">{text(link.uri)}</code>
      {text(link.description) ? <span className="text-ink-2">{text(link.description)}</span> : null}
    </p>
  )
}
