import { parseJson } from './json.ts'
import { isFailure, isSuccess, parseMessage, type RpcId, type RpcMessage } from './jsonrpc.ts'
import type { StreamEvent } from './sse.ts'
import { UpstreamClosed } from './upstreamClosed.ts'

/** What a server says on its event stream, sorted: answers to whoever asked, the rest to one listener. */
export interface SseConnection {
  /** The answer to a request that is about to be sent. Rejects where the stream ends or `signal` fires before. */
  readonly answerTo: (id: RpcId, signal: AbortSignal) => Promise<RpcMessage>
  /** No longer waits for an answer, because the request did not arrive. */
  readonly forget: (id: RpcId) => void
  /**
   * What the server says by itself, from now on, until the stream ends, `signal` fires or another listener
   * comes. What is said while nobody listens is lost (agentgateway 75b4e6c, mcp/upstream/stdio.rs).
   */
  readonly listen: (signal: AbortSignal) => AsyncIterable<RpcMessage>
  readonly isOpen: () => boolean
}

/** Reads the events that follow the first one until they end. */
export function sortEvents(events: AsyncIterator<StreamEvent>): SseConnection {
  const waiting = new Map<RpcId, PromiseWithResolvers<RpcMessage>>()
  let listener: ReadableStreamDefaultController<RpcMessage> | undefined
  let open = true

  const take = (message: RpcMessage): void => {
    if (!isSuccess(message) && !isFailure(message)) return listener?.enqueue(message)
    const id = message.id ?? undefined
    const asked = id === undefined ? undefined : waiting.get(id)
    if (id !== undefined) waiting.delete(id)
    asked?.resolve(message)
  }
  const read = async (): Promise<void> => {
    for (;;) {
      const { done, value } = await events.next()
      if (done === true) return
      const message = isMessage(value) ? parseMessage(parseJson(value.data)) : undefined
      if (message !== undefined) take(message)
    }
  }
  const dismiss = (): void => {
    listener?.close()
    listener = undefined
  }
  const forget = (id: RpcId): void => {
    waiting.get(id)?.reject(new UpstreamClosed('receive'))
    waiting.delete(id)
  }
  const end = (): void => {
    open = false
    for (const id of waiting.keys()) forget(id)
    dismiss()
  }
  // A stream that breaks and one that ends are the same to those who wait.
  void read().then(end, end)

  return {
    answerTo: (id, signal) => {
      const asked = Promise.withResolvers<RpcMessage>()
      waiting.set(id, asked)
      const left = (): void => forget(id)
      signal.addEventListener('abort', left, { once: true })
      const unhook = (): void => signal.removeEventListener('abort', left)
      // Both ways, so that a rejection that nobody awaits yet is not taken for a fault of the process.
      void asked.promise.then(unhook, unhook)
      return asked.promise
    },
    forget,
    listen: (signal) => {
      dismiss()
      let own: typeof listener
      const left = (): void => {
        if (listener === own) listener = undefined
      }
      return new ReadableStream<RpcMessage>({
        start: (controller) => {
          if (!open || signal.aborted) return controller.close()
          own = listener = controller
          return signal.addEventListener('abort', () => {
            if (listener === own) dismiss()
          })
        },
        cancel: left,
      })
    },
    isOpen: () => open,
  }
}

const isMessage = ({ event = 'message', data }: StreamEvent): boolean =>
  event === 'message' && data !== ''
