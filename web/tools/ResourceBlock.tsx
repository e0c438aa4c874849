import { Json } from '../ui/Json.tsx'
import { Markdown } from '../ui/Markdown.tsx'
import { Wire } from '../ui/Wire.tsx'
import { ImageBlock } from './ImageBlock.tsx'
import { sizeOf } from './sizeOf.ts'

const text = (value: unknown) => (typeof value === 'string' ? value : '')

const parsed = (source: string): unknown => {
  try {
    return JSON.parse(source)
  } catch {
    return undefined
  }
}

/** One content of a resource (MCP 2025-11-25, `ResourceContents`): as what its type says it is. */
export function ResourceBlock({ resource }: { resource: Record<string, unknown> }) {
  const type = text(resource.mimeType)
  return (
    <div className="grid min-w-0 gap-1">
      <p>
        <code className="font-mono text-sm wrap-anywhere">{text(resource.uri)}</code>{' '}
        <span className="text-ink-2">{type || 'no type given'}</span>
      </p>
      {typeof resource.text === 'string' ? (
        <Text source={resource.text} type={type} />
      ) : (
        <Bytes base64={text(resource.blob)} type={type} />
      )}
    </div>
  )
}

function Text({ source, type }: { source: string; type: string }) {
  const json = type.endsWith('json') ? parsed(source) : undefined
  if (json !== undefined) return <Json value={json} label="the resource" />
  if (type === 'text/markdown') return <Markdown text={source} />
  return <Wire text={source} label="the resource" />
}

function Bytes({ base64, type }: { base64: string; type: string }) {
  if (type.startsWith('image/')) return <ImageBlock data={base64} mimeType={type} />
  return <p className="text-ink-2">Binary, {sizeOf(base64)}.</p>
}
