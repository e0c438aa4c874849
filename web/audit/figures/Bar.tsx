/** A length from 0 to 1 of the width that there is. Its figure stands beside it in words. */
export const Bar = ({ share, className }: { share: number; className: string }) => (
  <svg aria-hidden viewBox="0 0 100 4" preserveAspectRatio="none" className="h-1 w-full">
    <rect width={100} height={4} className="fill-sunk" />
    <rect width={Math.max(1, share * 100)} height={4} className={className} />
  </svg>
)
