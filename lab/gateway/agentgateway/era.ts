/** `modern` since 2026-07-28: no sessions, no `initialize`, the version on every request. */
export type Era = 'legacy' | 'modern'
