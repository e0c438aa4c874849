import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'

/** Something of a gateway that is not there: why, and where asking again may help, the way to it. */
export function NotAtHand({
  title,
  reason,
  onRetry,
}: {
  title: string
  reason: string | undefined
  onRetry?: () => void
}) {
  return (
    <EmptyState
      title={title}
      action={onRetry ? <Button onClick={onRetry}>Try again</Button> : undefined}
    >
      {reason}
    </EmptyState>
  )
}
