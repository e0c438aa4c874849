import { describe, expect, it, vi } from 'vitest'

import { interleave } from './interleave.ts'

async function* items(list: string[], failure?: Error): AsyncGenerator<string> {
  yield* list
  if (failure !== undefined) throw failure
}

describe('streams', () => {
  it('are all read to their ends, and a failure of one stops no other', async () => {
    const failure = new Error('broken')
    const seen: unknown[] = []
    for await (const arrival of interleave([items(['a'], failure), items(['b', 'c'])]))
      seen.push(arrival)
    expect(seen).toEqual(
      expect.arrayContaining([
        { from: 0, item: 'a' },
        { from: 0, failure },
        { from: 1, item: 'b' },
        { from: 1, item: 'c' },
        { from: 1, ended: true },
      ]),
    )
    expect(seen).toHaveLength(5)
  })

  it('bring what is there while another one is silent', async () => {
    const silent = Promise.withResolvers<IteratorResult<string>>()
    const left = vi.fn<() => Promise<IteratorResult<string>>>(() =>
      Promise.resolve({ done: true, value: undefined }),
    )
    const waits: AsyncIterable<string> = {
      [Symbol.asyncIterator]: () => ({ next: () => silent.promise, return: left }),
    }
    const arrivals = interleave([waits, items(['b'])])
    expect((await arrivals.next()).value).toEqual({ from: 1, item: 'b' })
    await arrivals.return(undefined)
    expect(left).toHaveBeenCalledOnce()
  })
})
