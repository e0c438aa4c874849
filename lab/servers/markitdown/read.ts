/** A text with its media type, without parameters. */
export interface Resource {
  readonly mediaType: string
  readonly text: string
}

/** A URI that this server does not open; the message says which it does. */
export class NotReadable extends Error {}

/** In bytes. */
const limit = 1024 * 1024

/**
 * Reads a `data:` URI (RFC 2397), or an `http:` or `https:` one of an allowed origin; anything else could
 * reach what its caller may not. Redirects are not followed, for the same reason.
 * @throws NotReadable
 */
export async function read(uri: string, allowed: readonly string[]): Promise<Resource> {
  if (!URL.canParse(uri))
    throw new NotReadable(`${shorten(uri)} is no URI; begin it with http: or data:`)
  const url = new URL(uri)
  const open = url.protocol === 'data:' || allowed.includes(url.origin)
  if (!open)
    throw new NotReadable(
      `${shorten(uri)} is not opened here; give a data: URI or a page of ${allowed.join(', ')}`,
    )
  const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(10_000) })
  if (!response.ok) {
    await response.body?.cancel()
    throw new NotReadable(`${shorten(uri)} answered ${response.status}; give a page that is there`)
  }
  const [mediaType = ''] = (response.headers.get('content-type') ?? 'text/plain').split(';')
  return { mediaType: mediaType.trim().toLowerCase(), text: await readLimited(response, uri) }
}

async function readLimited(response: Response, uri: string): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > limit) throw new NotReadable(`${shorten(uri)} is longer than ${limit} bytes`)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

/** A URI can be the whole document; a sentence shows its beginning. */
const shorten = (uri: string): string => (uri.length > 80 ? `${uri.slice(0, 80)}…` : uri)
