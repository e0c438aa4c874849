import { workOf } from './parts/work.ts'
import type { Answer } from './transcript.ts'

/** More of an answer is read from the page; a live region cannot be paused or gone back in. */
const spokenLength = 800

/**
 * What a screen reader is told of an answer: that it thinks or calls a tool, how it ended, and the text of
 * it once it is whole. Never the words as they arrive.
 */
export function announcement(answer: Answer | undefined): string {
  if (!answer) return ''
  switch (answer.state) {
    case 'running':
      return workOf(answer) ?? ''
    case 'done':
      return spoken(answer)
    case 'stopped':
      return 'The answer is stopped.'
    case 'waiting':
      return 'The agent waits for your decision.'
    default:
      return answer.failure?.message ?? 'The answer failed.'
  }
}

function spoken({ parts }: Answer): string {
  const text = parts
    .flatMap((part) => (part.kind === 'text' ? [part.text] : []))
    .join('\n')
    // Markdown's marks would be read out one by one.
    .replace(/[*_`#|>]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (text === '') return 'The agent has finished without a text.'
  return text.length > spokenLength
    ? `${text.slice(0, spokenLength)}… The rest is on the page.`
    : text
}
