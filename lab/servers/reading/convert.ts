import { Worker } from 'node:worker_threads'

import { NotConvertible } from './notConvertible.ts'

export type Format = 'html' | 'pdf'

/** What the worker is given and what it says. */
export interface Task {
  readonly format: Format
  readonly bytes: Uint8Array
}
export type Converted = { readonly text: string } | { readonly fault: string }

/** In bytes that the whole process grows by: a PDF of 100 kB can hold 100 MB, in buffers that no limit of a thread counts. */
const memoryLimit = 200 * 1_048_576
const lookEvery = 20

/** In milliseconds. Pages of people take a small part of it, together with the start of the worker. */
const timeLimit = 10_000

const names: Record<Format, string> = { html: 'page', pdf: 'PDF' }

/**
 * Converts in a thread of its own that ends with it: the converters are larger than the servers that use
 * them, and a page made to be slow (a hundred thousand nested elements) must not stall the lab. One after
 * the other, as each may take much memory. `limit` is in milliseconds.
 * @throws NotConvertible
 */
export function convert(format: Format, bytes: Uint8Array, limit = timeLimit): Promise<string> {
  const mine = turn.then(() => convertNow(format, bytes, limit))
  turn = mine.catch(() => undefined)
  return mine
}

let turn: Promise<unknown> = Promise.resolve()

async function convertNow(format: Format, bytes: Uint8Array, limit: number): Promise<string> {
  const workerData: Task = { format, bytes }
  const worker = new Worker(new URL('converter.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: 128, stackSizeMb: 1 },
  })
  const before = process.memoryUsage.rss()
  const converted = await new Promise<Converted>((resolve) => {
    const fault = (why: string) => (): void => resolve({ fault: why })
    const timer = setTimeout(fault('takes too long to convert'), limit)
    worker.once('message', resolve)
    const tooMuch = fault('needs too much memory to convert')
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - before > memoryLimit) tooMuch()
    }, lookEvery)
    worker.once('error', tooMuch)
    worker.once('exit', () => {
      clearTimeout(timer)
      clearInterval(watch)
    })
  })
  await worker.terminate()
  if ('text' in converted) return converted.text
  throw new NotConvertible(`The ${names[format]} ${converted.fault}; give another one.`)
}
