import type { ReactNode } from 'react'

/**
 * Stands in for `markdown-to-jsx`, which the form engine imports for messages of its own that this
 * console replaces: 32 kB gzip that would never run.
 */
export const Markdown = ({ children }: { children?: ReactNode }): ReactNode => children
