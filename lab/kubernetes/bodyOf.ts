import { StatusError } from './status.ts'

/** In bytes, as an API server takes where it is not told otherwise (`MaxRequestBodyBytes`, 3 MiB). */
const longest = 3 * 1_048_576

/** The whole body as text. @throws StatusError for more than an API server takes */
export async function bodyOf({ body }: Pick<Request, 'body'>): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body ?? []) {
    size += chunk.byteLength
    if (size > longest)
      throw new StatusError(
        'RequestEntityTooLarge',
        `Request entity too large: limit is ${longest}`,
      )
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}
