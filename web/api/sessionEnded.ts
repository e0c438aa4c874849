/** Why the sign-in is over, or null while it holds. Told by any 401 and by the event stream. */
let reason: string | null = null
const listeners = new Set<() => void>()

export const sessionEnded = {
  tell(why: string): void {
    reason ??= why
    for (const each of listeners) each()
  },
  forget(): void {
    reason = null
    for (const each of listeners) each()
  },
  read: (): string | null => reason,
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
