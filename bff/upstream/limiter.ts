import { LRUCache } from 'lru-cache'

/** Runs at most `most` tasks at a time; the others wait in the order in which they came. */
export function createLimiter(most: number): <T>(task: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (task) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await task()
    } finally {
      const next = waiting.shift()
      // the slot is handed over, not given back, so that nobody can slip in between
      if (next) next()
      else running -= 1
    }
  }
}

const mostLimiters = 1_000

/** The same for each name by itself, such as an operator at a gateway. */
export function createLimiters(most: number) {
  const limiters = new LRUCache<string, ReturnType<typeof createLimiter>>({ max: mostLimiters })
  return <T>(name: string, task: () => Promise<T>): Promise<T> => {
    const limit = limiters.get(name) ?? createLimiter(most)
    limiters.set(name, limit)
    return limit(task)
  }
}
