/** The length of a text as it is sent, in bytes of UTF-8. */
export const bytesOf = (text: string): number => new TextEncoder().encode(text).length

const figure = (bytes: number) => bytes.toLocaleString('en')

/** From which part of the limit on the size is shown. */
const near = 0.8

/**
 * What to say about the size of a message: nothing while it is far from the limit, then the figures, then
 * that it is too large. Sizes in bytes, because that is what the limit counts.
 */
export function saySize(
  bytes: number,
  limit: number,
): { words: string; over: boolean } | undefined {
  if (bytes < limit * near) return undefined
  return bytes > limit
    ? { words: `${figure(bytes - limit)} bytes over the limit of ${figure(limit)}`, over: true }
    : { words: `${figure(bytes)} of ${figure(limit)} bytes`, over: false }
}
