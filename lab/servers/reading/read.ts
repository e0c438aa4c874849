import { type AllowList, isAllowed } from './allowList.ts'

/** What a URI leads to; the media type without parameters. */
export interface Resource {
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** A URI that this server does not open; the message says which it does. */
export class NotReadable extends Error {}

/** In bytes. */
const sizeLimit = 1024 * 1024

/** For the whole way with all its redirects, in milliseconds. */
const timeLimit = 10_000

const mostRedirects = 5

/**
 * Reads a `data:` URI (RFC 2397), or an `http:` or `https:` one of an allowed origin; anything else could
 * reach what its caller may not. Each redirect is held to the same list before it is followed.
 * @throws NotReadable
 */
export async function read(uri: string, allowed: AllowList): Promise<Resource> {
  const signal = AbortSignal.timeout(timeLimit)
  let url = parse(uri, allowed)
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const response = await open(url, signal)
    const location = response.headers.get('location')
    if (response.status >= 300 && response.status < 400 && location !== null) {
      await response.body?.cancel()
      url = parse(location, allowed, url)
      continue
    }
    if (!response.ok) {
      await response.body?.cancel()
      throw new NotReadable(
        `${shorten(url.href)} answered ${response.status}; give a page that is there`,
      )
    }
    const [mediaType = ''] = (response.headers.get('content-type') ?? 'text/plain').split(';')
    const bytes = await readLimited(response, url.href)
    return { mediaType: mediaType.trim().toLowerCase(), bytes }
  }
  throw new NotReadable(
    `${shorten(uri)} redirects more than ${mostRedirects} times; give the page that it leads to`,
  )
}

function parse(uri: string, allowed: AllowList, base?: URL): URL {
  const url = URL.parse(uri, base?.href)
  if (url === null)
    throw new NotReadable(`${shorten(uri)} is no URI; begin it with http:, https: or data:`)
  if (isAllowed(url, allowed) || (base === undefined && url.protocol === 'data:')) return url
  const what =
    base === undefined
      ? `${shorten(url.href)} is`
      : `${shorten(base.href)} redirects to ${shorten(url.href)}, which is`
  throw new NotReadable(
    `${what} not opened here; give a page of ${allowed.origins.join(', ')}${hint(allowed, url)}`,
  )
}

const hint = ({ variable }: AllowList, url: URL): string =>
  variable === undefined || !/^https?:$/.test(url.protocol)
    ? ''
    : `, or start the lab with ${variable}=${url.origin}`

const open = (url: URL, signal: AbortSignal): Promise<Response> =>
  fetch(url, { redirect: 'manual', signal }).catch((error: unknown) => {
    throw new NotReadable(
      error instanceof Error && error.name === 'TimeoutError'
        ? slow(url.href)
        : `${shorten(url.href)} could not be reached; look whether its server runs`,
    )
  })

async function readLimited(response: Response, uri: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength
      if (size > sizeLimit)
        throw new NotReadable(`${shorten(uri)} is longer than ${sizeLimit} bytes; give less`)
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof NotReadable) throw error
    throw new NotReadable(
      error instanceof Error && error.name === 'TimeoutError'
        ? slow(uri)
        : `${shorten(uri)} broke off; try again`,
    )
  }
  return Buffer.concat(chunks)
}

const slow = (uri: string): string =>
  `${shorten(uri)} took longer than ${timeLimit / 1000} seconds; give a quicker page`

/** A URI can be the whole document; a sentence shows its beginning. */
const shorten = (uri: string): string => (uri.length > 80 ? `${uri.slice(0, 80)}…` : uri)
