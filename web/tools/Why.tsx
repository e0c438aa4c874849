import type { PolicyView } from '#bff'

/**
 * The rules that the gateway reports, as they are. Which of them decided is not claimed: that
 * takes an evaluation with this persona's claims.
 */
export function Why({ policy }: { policy: PolicyView }) {
  if (!policy.known)
    return policy.reason ? <p className="text-sm text-ink-2">Why: {policy.reason}</p> : null
  if (policy.rules.length === 0) return null
  const from = [...new Set(policy.rules.map((rule) => rule.from))].join(', ')
  return (
    <div className="grid gap-1 text-sm">
      <p className="text-ink-2">
        Why: the gateway loaded {policy.rules.length === 1 ? 'this rule' : 'these rules'} from{' '}
        {from}.
      </p>
      <ul className="grid gap-1">
        {policy.rules.map(({ action, expression }) => (
          <li
            key={`${action} ${expression}`}
            className="flex gap-2 rounded-control bg-sunk px-2 py-1"
          >
            <b className="shrink-0">{action}</b>
            <code className="min-w-0 font-mono wrap-anywhere">{expression}</code>
          </li>
        ))}
      </ul>
    </div>
  )
}
