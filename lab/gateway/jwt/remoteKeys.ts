import { type KeySet, type KeySource, parseKeySet } from './keys.ts'

/** How long fetched keys live. All times are milliseconds. */
export interface RemoteKeysOptions {
  url: string
  cacheDuration: number
  /** One sentence for the operator when a fetch fails. */
  warn: (sentence: string) => void
  now?: () => number
}

/** agentgateway 75b4e6c, resource_manager.rs: not more often than this, and this long after a failure. */
const minimumLife = 60_000
const retryAfterFailure = 15_000
const fetchTimeout = 10_000

/**
 * Keys at a URL, kept for `Cache-Control: max-age` or else `cacheDuration`. A failed refresh keeps the
 * old keys and is tried again later. An unknown `kid` never causes a fetch: the real gateway refuses
 * a rotated key until its cache ends, and so does this one. One difference: the real one refuses to
 * start without keys; here they load at the first request, because the lab's parts start together.
 */
export function remoteKeys(options: RemoteKeysOptions): KeySource {
  const now = options.now ?? Date.now
  let keys: KeySet = new Map()
  let staleAt = -Infinity
  let fetching: Promise<void> | undefined

  async function refresh(): Promise<void> {
    try {
      const fetched = await fetchKeys(options.url)
      keys = fetched.keys
      staleAt = now() + Math.max(minimumLife, fetched.maxAge ?? options.cacheDuration)
    } catch (error) {
      staleAt = now() + retryAfterFailure
      const why = error instanceof Error ? error.message : String(error)
      options.warn(`keys of ${options.url} could not be loaded (${why}); next try in 15 s`)
    }
  }

  return {
    current: async () => {
      if (now() >= staleAt)
        await (fetching ??= refresh().finally(() => {
          fetching = undefined
        }))
      return keys
    },
    loaded: () => [...keys.keys()],
  }
}

async function fetchKeys(url: string): Promise<{ keys: KeySet; maxAge: number | undefined }> {
  const response = await fetch(url, { signal: AbortSignal.timeout(fetchTimeout) })
  if (!response.ok) throw new Error(`it answered ${response.status}`)
  const seconds = /(?:^|[,\s])max-age=(\d+)/i.exec(response.headers.get('cache-control') ?? '')?.[1]
  return {
    keys: parseKeySet(await response.json()),
    maxAge: seconds === undefined ? undefined : Number(seconds) * 1000,
  }
}
