/** Answers that may be on their way at a time, for one operator at one gateway. */
const mostAtOnce = 32

/** Sends one answer to a server, or drops it. `whose` names whom the server asked. */
type Replies = (whose: string, send: () => Promise<void>) => void

/**
 * Answers servers. One that asks thousands of things in a frame would have thousands of requests made for
 * it: what it asks while that many of its answers are on their way stays unanswered.
 */
export function createReplies(): Replies {
  const sending = new Map<string, number>()
  return (whose, send) => {
    const now = sending.get(whose) ?? 0
    if (now >= mostAtOnce) return
    sending.set(whose, now + 1)
    const sent = () => {
      const left = (sending.get(whose) ?? 1) - 1
      if (left > 0) sending.set(whose, left)
      else sending.delete(whose)
    }
    // a server that went away is not told, and nothing is lost by it
    void send().then(sent, sent)
  }
}
