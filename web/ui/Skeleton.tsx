/** The place of something on its way. It shows only after 300 ms: most answers are faster than a flicker. */
export function Skeleton({ className = 'h-6 w-48' }: { className?: string }) {
  return <span aria-hidden className={`appear-late skeleton block ${className}`} />
}
