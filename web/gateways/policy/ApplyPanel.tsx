import { useState } from 'react'

import type { GatewayView, PolicyView } from '#bff'

import { CelFault } from '../../policy/cel.ts'
import { compileRule } from '../../policy/rule.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { Wire } from '../../ui/Wire.tsx'
import { DiffLines } from './DiffLines.tsx'
import { useApplyRules } from './useApplyRules.ts'
import { useDocuments } from './useDocuments.ts'

/** What the draft is as documents, what they change, and the way to the gateway and back. */
export function ApplyPanel({
  gateway,
  held,
  draft,
  unchanged,
  onReset,
  onApplied,
}: {
  gateway: GatewayView
  held: PolicyView
  draft: PolicyView
  /** The draft says what the gateway holds. */
  unchanged: boolean
  onReset: () => void
  onApplied: () => void
}) {
  const [asking, setAsking] = useState(false)
  const documents = useDocuments(gateway, held, draft)
  const { applied, apply, takeBack } = useApplyRules(gateway.id, onApplied)
  const changed = documents?.ok ? documents.changed : []
  const { apply: feature } = gateway.features
  const reason = !feature.available
    ? feature.reason
    : unchanged
      ? 'The draft says what the gateway holds.'
      : (firstBroken(draft) ?? (documents?.ok === false ? documents.reason : undefined))
  const error = apply.error ?? takeBack.error
  return (
    <section aria-label="As documents" className="grid min-w-0 gap-4">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 className="text-lg font-bold">As documents</h2>
          <p className="text-sm text-ink-2">
            {unchanged
              ? documents?.ok === false
                ? 'The gateway holds no rule, so there is no document to show.'
                : 'The rules that the gateway holds, as the YAML that configures them.'
              : 'The draft as the YAML to apply, and what it changes.'}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          {unchanged ? null : <Button onClick={onReset}>Back to what the gateway holds</Button>}
          {applied.length > 0 ? (
            <Button pending={takeBack.isPending} onClick={() => takeBack.mutate()}>
              Take back
            </Button>
          ) : null}
          <Button
            variant="primary"
            pending={apply.isPending}
            disabledReason={reason}
            onClick={() => setAsking(true)}
          >
            Apply to the gateway…
          </Button>
        </div>
      </div>
      <div aria-live="polite" className="grid gap-2 empty:hidden">
        {applied.length > 0 ? (
          <p>
            Applied:{' '}
            {applied.map(({ kind, name, change }) => `${kind} ${name} ${change}`).join(', ')}. It
            stays until it is taken back.
          </p>
        ) : null}
        {error ? <ProblemNotice error={error} /> : null}
        {documents?.ok === false && !unchanged ? (
          <p className="text-failed">{documents.reason}</p>
        ) : null}
      </div>
      {documents?.ok ? (
        <div className="grid items-start gap-4 @4xl:grid-cols-2">
          <Wire text={documents.yaml} label="the rules as YAML" fill />
          {unchanged ? null : changed.map((each) => <DiffLines key={each.label} changed={each} />)}
        </div>
      ) : null}
      <Dialog open={asking} onClose={() => setAsking(false)} title="Apply to the gateway" wide>
        <p>
          From now on <b>{gateway.label}</b> decides by these rules, for everybody who calls it. It
          can be taken back here.
        </p>
        {changed.map((each) => (
          <DiffLines key={each.label} changed={each} />
        ))}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => setAsking(false)}>Cancel</Button>
          <Button
            variant="primary"
            onClick={() => {
              setAsking(false)
              apply.mutate(changed.map(({ after }) => after).join('---\n'))
            }}
          >
            Apply
          </Button>
        </div>
      </Dialog>
    </section>
  )
}

/** Which rule is no expression: a gateway would not take it. */
function firstBroken({ rules }: PolicyView): string | undefined {
  const index = rules.findIndex(({ expression }) => {
    try {
      compileRule(expression)
      return false
    } catch (error) {
      return error instanceof CelFault
    }
  })
  return index < 0 ? undefined : `Rule ${index + 1} is not an expression.`
}
