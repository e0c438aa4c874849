import { htmlToMarkdown } from './html/markdown.ts'
import type { Resource } from './read.ts'

/** What there is no converter for; the message says what would do. */
export class NotConvertible extends Error {}

const plain = /^(text\/(plain|markdown|csv)|application\/(json|xml|yaml))$/

/** Markdown of a resource by its media type. @throws NotConvertible */
export function toMarkdown({ mediaType, text }: Resource): string {
  if (mediaType === 'text/html' || mediaType === 'application/xhtml+xml')
    return htmlToMarkdown(text)
  if (plain.test(mediaType)) return text
  throw new NotConvertible(
    `Could not convert stream to Markdown. No converter here takes ${mediaType}: give HTML or text.`,
  )
}
