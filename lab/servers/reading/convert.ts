import { Worker } from 'node:worker_threads'

import { NotConvertible } from './notConvertible.ts'

export type Format = 'html' | 'pdf'

/** What the worker is given and what it says. */
export interface Task {
  readonly format: Format
  readonly bytes: Uint8Array
}
export type Converted = { readonly text: string } | { readonly fault: string }

/** In milliseconds. Pages of people take a small part of it, together with the start of the worker. */
const timeLimit = 10_000

const names: Record<Format, string> = { html: 'page', pdf: 'PDF' }

/**
 * Converts in a thread of its own that ends with it: the converters are larger than the servers that use
 * them, and a page made to be slow (a hundred thousand nested elements) must not stall the lab.
 * `limit` is in milliseconds.
 * @throws NotConvertible
 */
export async function convert(
  format: Format,
  bytes: Uint8Array,
  limit = timeLimit,
): Promise<string> {
  const workerData: Task = { format, bytes }
  const worker = new Worker(new URL('converter.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: 128, stackSizeMb: 1 },
  })
  const converted = await new Promise<Converted>((resolve) => {
    const fault = (why: string) => (): void => resolve({ fault: why })
    const timer = setTimeout(fault('takes too long to convert'), limit)
    worker.once('message', resolve)
    worker.once('error', fault('needs too much memory to convert'))
    worker.once('exit', () => clearTimeout(timer))
  })
  await worker.terminate()
  if ('text' in converted) return converted.text
  throw new NotConvertible(`The ${names[format]} ${converted.fault}; give another one.`)
}
