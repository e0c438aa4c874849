/** What one of several streams brought: its next item, its failure, or its end. */
export type Arrival<T> =
  | { readonly from: number; readonly item: T }
  | { readonly from: number; readonly failure: unknown }
  | { readonly from: number; readonly ended: true }

/** Items of several streams in the order in which they come. One that fails does not end the others. */
export async function* interleave<T>(
  streams: readonly AsyncIterable<T>[],
): AsyncGenerator<Arrival<T>> {
  const iterators = streams.map((stream) => stream[Symbol.asyncIterator]())
  const next = (from: number): Promise<Arrival<T>> =>
    (iterators[from]?.next() ?? Promise.resolve<IteratorReturnResult<undefined>>(over)).then(
      (step) => (step.done ? { from, ended: true } : { from, item: step.value }),
      (failure: unknown) => ({ from, failure }),
    )
  const waiting = new Map(iterators.map((_, from) => [from, next(from)]))
  try {
    while (waiting.size > 0) {
      const arrival = await Promise.race(waiting.values())
      if ('item' in arrival) waiting.set(arrival.from, next(arrival.from))
      else waiting.delete(arrival.from)
      yield arrival
    }
  } finally {
    // Not awaited: one that waits for its upstream ends when the request does.
    for (const from of waiting.keys()) void iterators[from]?.return?.().catch(() => undefined)
  }
}

const over = { done: true, value: undefined } as const
