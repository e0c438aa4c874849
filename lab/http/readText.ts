import type { IncomingMessage } from 'node:http'

/** The whole body as text. @throws RangeError beyond `limit` bytes, Error when the client breaks off */
export async function readText(request: IncomingMessage, limit: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = chunk as Buffer // a request without an encoding set yields buffers
    size += bytes.length
    if (size > limit) throw new RangeError(`the body is longer than ${limit} bytes`)
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}
