import { createCell } from '../cell.ts'

/** A call that this page sent and that has no answer yet. */
export interface UnderWay {
  /** `CallRequest.call`: what its notices and questions name. */
  call: string
  gateway: string
  persona: string
  tool: string
  /** ISO 8601. */
  at: string
}

/** The calls of this tab without an answer, oldest first. Going to another page leaves them under way. */
export const callsUnderWay = createCell<readonly UnderWay[]>([])

/** Notes a call as under way for as long as `answer` takes, and gives that answer. */
export async function whileUnderWay<T>(one: UnderWay, answer: Promise<T>): Promise<T> {
  callsUnderWay.set([...callsUnderWay.read(), one])
  try {
    return await answer
  } finally {
    callsUnderWay.set(callsUnderWay.read().filter(({ call }) => call !== one.call))
  }
}
