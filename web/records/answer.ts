import { ApiError } from '../api/ApiError.ts'

/** What came of asking: the value, or why there is none. */
export type Answer<T> = { ok: true; value: T } | { ok: false; error: ApiError }

/**
 * A failure as data, so that the trouble of one list stays in its own place and the page around it
 * goes on working. A lost sign-in still throws, because it concerns the whole console.
 */
export async function answer<T>(asked: Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await asked }
  } catch (error) {
    if (error instanceof ApiError && error.code !== 'session_required') return { ok: false, error }
    throw error
  }
}

/** A failed answer is asked for again at the next occasion; a good one is kept current by events. */
export const freshFor = ({ state }: { state: { data?: Answer<unknown> | undefined } }): number =>
  state.data?.ok ? 60_000 : 0
