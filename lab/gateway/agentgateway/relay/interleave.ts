/** What one of several streams brought: its next item, its failure, or its end. */
export type Arrival<T> =
  | { readonly from: number; readonly item: T }
  | { readonly from: number; readonly failure: unknown }
  | { readonly from: number; readonly ended: true }

/** Items of several streams in the order in which they come. One that fails does not end the others. */
export async function* interleave<T>(
  streams: readonly AsyncIterable<T>[],
): AsyncGenerator<Arrival<T>> {
  // A queue and not a race: racing would add to a silent stream's promise with every item of the others.
  const arrived: Arrival<T>[] = []
  let wake: (() => void) | undefined
  const arrive = (arrival: Arrival<T>): void => {
    arrived.push(arrival)
    wake?.()
  }
  const open = new Map(streams.map((stream, from) => [from, stream[Symbol.asyncIterator]()]))
  const read = (from: number): void =>
    void open
      .get(from)
      ?.next()
      .then(
        (step) => arrive(step.done ? { from, ended: true } : { from, item: step.value }),
        (failure: unknown) => arrive({ from, failure }),
      )
  for (const from of open.keys()) read(from)
  try {
    while (open.size > 0) {
      const arrival = arrived.shift()
      if (arrival === undefined) {
        await new Promise<void>((resolve) => (wake = resolve))
        continue
      }
      if ('item' in arrival) read(arrival.from)
      else open.delete(arrival.from)
      yield arrival
    }
  } finally {
    // Not awaited: one that waits for its upstream ends when the request does.
    for (const iterator of open.values()) void iterator.return?.().catch(() => undefined)
  }
}
