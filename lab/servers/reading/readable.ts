import type { Resource } from './read.ts'

/** What there is no converter for; the message says what would do. */
export class NotConvertible extends Error {}

const plain = /^(text\/(plain|markdown|csv)|application\/(json|xml|yaml))$/
const html = ['text/html', 'application/xhtml+xml']

/**
 * A resource as text for people and models: HTML and PDF as Markdown, text as it stands. Converters are
 * loaded when first needed, because they are larger than the servers that use them.
 * @throws NotConvertible
 */
export async function toReadable({ mediaType, bytes }: Resource): Promise<string> {
  if (html.includes(mediaType)) {
    const { htmlToMarkdown } = await import('./html.ts')
    return htmlToMarkdown(decode(bytes))
  }
  if (mediaType === 'application/pdf') {
    const { pdfToText } = await import('./pdf.ts')
    return pdfToText(bytes)
  }
  if (plain.test(mediaType)) return decode(bytes)
  throw new NotConvertible(
    `No converter here takes ${mediaType === '' ? 'a page without a media type' : mediaType}: give HTML, PDF or text.`,
  )
}

const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
