import { useState, type ReactNode } from 'react'

/** The browser's own fold, whose content is made when it is first opened: it may be a megabyte. */
export function Fold({
  summary,
  open = false,
  className = '',
  summaryClass = '',
  children,
}: {
  summary: ReactNode
  open?: boolean
  className?: string
  summaryClass?: string
  children: () => ReactNode
}) {
  const [shown, setShown] = useState(open)
  return (
    <details
      open={open}
      onToggle={({ currentTarget }) => setShown(currentTarget.open)}
      className={className}
    >
      <summary className={summaryClass}>{summary}</summary>
      {shown ? children() : null}
    </details>
  )
}
