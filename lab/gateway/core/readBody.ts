import type { IncomingMessage } from 'node:http'

/** agentgateway's default buffer, in bytes. */
const limit = 2 * 1024 * 1024

/** The whole body as text. @throws RangeError beyond the limit, Error when the client breaks off */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = chunk as Buffer // a request without an encoding set yields buffers
    size += bytes.length
    if (size > limit) throw new RangeError('length limit exceeded')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}
