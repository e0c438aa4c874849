import { convert, type Format } from './convert.ts'
import { NotConvertible } from './notConvertible.ts'
import type { Resource } from './read.ts'

const formats: Readonly<Record<string, Format>> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'application/pdf': 'pdf',
}
const plain = /^(text\/(plain|markdown|csv)|application\/(json|xml|yaml))$/

/**
 * A resource as text for people and models: HTML as Markdown, of a PDF its text, text as it stands.
 * @throws NotConvertible
 */
export function toReadable({ mediaType, bytes }: Resource): Promise<string> | string {
  const format = formats[mediaType]
  if (format !== undefined) return convert(format, bytes)
  if (plain.test(mediaType)) return new TextDecoder().decode(bytes)
  throw new NotConvertible(
    `No converter here takes ${mediaType === '' ? 'a page without a media type' : mediaType}: give HTML, PDF or text.`,
  )
}
