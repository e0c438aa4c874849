export interface Explanation {
  title: string
  sentence: string
  /** Whether loading the page anew can help. */
  reload: boolean
}

/**
 * Any error of a route as words. A chunk that is gone means that the console was built anew while
 * the page was open; each browser says so in its own words (Chromium, Firefox, Safari).
 */
export function explain(error: unknown, status: number | false): Explanation {
  if (status === 404) {
    return {
      title: 'There is no such page',
      sentence: 'The address names a page that this console does not have.',
      reload: false,
    }
  }
  const message = error instanceof Error ? error.message : ''
  if (
    /dynamically imported module|importing a module script failed|unable to preload/i.test(message)
  ) {
    return {
      title: 'The console was updated',
      sentence: 'This page belongs to an earlier version. Reload to go on where you are.',
      reload: true,
    }
  }
  return {
    title: 'This page stopped working',
    sentence:
      'Something in the console itself failed; no upstream is to blame. Reloading keeps the address, and with it everything that was chosen here.',
    reload: true,
  }
}
