import { type ComponentProps, lazy, Suspense, useState } from 'react'

import type { Why as Reasons } from '../policy/Why.tsx'

const Rules = lazy(async () => ({ default: (await import('../policy/Why.tsx')).Why }))

/**
 * Why a call came out as it did: at once where it was refused or the gateway was asked for its own trace, and for
 * all others when it is asked for.
 */
export function Why(props: ComponentProps<typeof Reasons>) {
  const [asked, setAsked] = useState(false)
  const rules = (
    <Suspense fallback={<p className="text-sm text-ink-2">Why …</p>}>
      <Rules {...props} />
    </Suspense>
  )
  const { verdict, trace, untraced } = props.call
  if (verdict.outcome === 'refused' || trace || untraced !== undefined) return rules
  return (
    <details className="min-w-0" onToggle={({ currentTarget }) => setAsked(currentTarget.open)}>
      <summary className="w-fit text-sm text-ink-2">Why?</summary>
      {asked ? <div className="pt-2">{rules}</div> : null}
    </details>
  )
}
