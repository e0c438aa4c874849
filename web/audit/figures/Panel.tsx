import { type ReactNode, useId } from 'react'

/** The frame of one drawing: what it shows, and the sentence that says the same. */
export function Panel({
  title,
  said,
  children,
}: {
  title: string
  said: ReactNode
  children: ReactNode
}) {
  const heading = useId()
  return (
    <section
      aria-labelledby={heading}
      className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-3 rounded-panel border border-line bg-panel p-4"
    >
      <div>
        <h2 id={heading} className="font-bold">
          {title}
        </h2>
        <p className="text-sm text-ink-2">{said}</p>
      </div>
      {children}
    </section>
  )
}
