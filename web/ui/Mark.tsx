/** The mark: one ring, drawn twice. Where the rings cross, each is once in front of the other. */
export function Mark({
  className = 'h-5.5 w-8',
  thin = false,
}: {
  className?: string
  /** For large sizes, where the stroke of the small mark would be heavy. */
  thin?: boolean
}) {
  return (
    <svg
      aria-hidden
      viewBox="1.3 1.8 29.4 20.4"
      className={`shrink-0 fill-none ${thin ? '[stroke-width:1.4]' : '[stroke-width:3.2]'} ${className}`}
    >
      <circle cx="11.5" cy="12" r="8.6" className="stroke-first" />
      <circle cx="20.5" cy="12" r="8.6" className="stroke-second" />
      <path d="M11.5 3.4a8.6 8.6 0 0 1 8.6 8.6" className="stroke-first" />
    </svg>
  )
}
