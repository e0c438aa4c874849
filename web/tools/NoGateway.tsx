import { EmptyState } from '../ui/EmptyState.tsx'

/** No gateway in the configuration: where to name one. */
export function NoGateway() {
  return (
    <EmptyState title="No gateway is configured">
      Name one under <code className="font-mono">gateways</code> in the file that{' '}
      <code className="font-mono">PARALLAX_CONFIG</code> points at, with its URL and the personas
      that may act at it, then start the console again.
    </EmptyState>
  )
}
