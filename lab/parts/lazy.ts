import type { LabService } from '../service.ts'

/** Something that is made when it is first needed, so that a lab in which nobody asks for it stays small. */
export interface Lazy<T> {
  get: () => Promise<T>
  /** Undefined while nobody has needed it. */
  made: () => Promise<T> | undefined
  /** Ends what was made; the next `get` makes another. */
  drop: () => Promise<void>
}

/** `endedOf` tells of something that may stop of itself; it is then made anew as well. */
export function lazily<T>(
  make: () => Promise<T>,
  close: (made: T) => void | Promise<void>,
  endedOf?: (made: T) => Promise<void> | undefined,
): Lazy<T> {
  let made: Promise<T> | undefined
  return {
    get: () => {
      if (made !== undefined) return made
      const attempt = make()
      made = attempt
      const forget = (): void => {
        if (made === attempt) made = undefined
      }
      attempt.then((value) => endedOf?.(value)?.then(forget), forget)
      return attempt
    },
    made: () => made,
    drop: async () => {
      const dropped = made
      made = undefined
      if (dropped !== undefined) await close(await dropped)
    },
  }
}

/** A port of something lazy. While it cannot be made it answers 503 and says why. */
export const serviceOf = <T>(lazy: Lazy<T>, pick: (made: T) => LabService): LabService => ({
  handler: (request, response) => {
    lazy.get().then(
      (made) => pick(made).handler(request, response),
      (error: unknown) => {
        request.resume()
        response
          .writeHead(503, { 'content-type': 'text/plain; charset=utf-8' })
          .end(
            `This part of the lab cannot start. ${error instanceof Error ? error.message : ''}\n`,
          )
      },
    )
  },
})
