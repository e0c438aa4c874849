import { createCell } from '../cell.ts'

/** Why the sign-in is over, or null while it holds. Told by any 401 and by the event stream. */
export const sessionEnded = createCell<string | null>(null)

/** The first reason is the true one; what follows from it only says "nobody is signed in". */
export function tellSessionEnded(reason: string): void {
  if (sessionEnded.read() === null) sessionEnded.set(reason)
}
