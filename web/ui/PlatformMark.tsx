/** Shapes of our own for where something runs: a wheel for clusters, a cloud for accounts. */
const drawings: Record<string, string> = {
  Kubernetes:
    'M8 1.5l5.3 2.6l1.3 5.7l-3.7 4.7h-5.8l-3.7-4.7l1.3-5.7zM8 5.8a2.2 2.2 0 1 1 0 4.4a2.2 2.2 0 1 1 0-4.4zM8 1.5v4.3M8 10.2v2.6M5.9 7.4l-4.1-.6M10.1 7.4l4.1-.6',
  AWS: 'M4.5 12.5a3 3 0 0 1-.4-6a4.2 4.2 0 0 1 8-.2a3.2 3.2 0 0 1-.4 6.2z',
}
const other = 'M2 3h12v4H2zM2 9h12v4H2zM4.5 5h.1M4.5 11h.1'

/** The platform's mark; its name always stands beside it. */
export function PlatformMark({
  platform,
  className = 'size-5',
}: {
  platform: string | undefined
  className?: string
}) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 16 16"
      className={`shrink-0 fill-none stroke-current text-ink-2 [stroke-linecap:round] [stroke-linejoin:round] [stroke-width:1.2] ${className}`}
    >
      <path d={drawings[platform ?? ''] ?? other} />
    </svg>
  )
}
