import { type ReactNode, useId } from 'react'

/** A part of a record's page: its heading, one sentence where one helps, its content. */
export function Section({
  title,
  lead,
  action,
  children,
}: {
  title: string
  lead?: ReactNode
  action?: ReactNode
  children: ReactNode
}) {
  const heading = useId()
  return (
    <section
      aria-labelledby={heading}
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-3"
    >
      <header className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 id={heading} className="text-lg font-bold">
            {title}
          </h2>
          {lead === undefined ? null : <p className="text-ink-2">{lead}</p>}
        </div>
        {action === undefined ? null : <div className="flex flex-wrap gap-2">{action}</div>}
      </header>
      {children}
    </section>
  )
}
