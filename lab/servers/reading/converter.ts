import { parentPort, workerData } from 'node:worker_threads'

import type { Converted, Task } from './convert.ts'

/** The thread that converts one document and says what came of it. */
async function run({ format, bytes }: Task): Promise<Converted> {
  try {
    if (format === 'pdf') {
      const { pdfToText } = await import('./pdf.ts')
      return { text: await pdfToText(bytes) }
    }
    const { htmlToMarkdown } = await import('./html.ts')
    return { text: htmlToMarkdown(new TextDecoder().decode(bytes)) }
  } catch (error) {
    if (error instanceof RangeError) return { fault: 'is nested too deeply' }
    return { fault: 'cannot be read: it is damaged or locked' }
  }
}

const task = workerData as Task // what `convert` gives it
parentPort?.postMessage(await run(task), [])
