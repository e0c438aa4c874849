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
