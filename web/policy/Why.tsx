import { useMemo } from 'react'

import type { CallView, PolicyView } from '#bff'

import { Notice } from '../ui/Notice.tsx'
import { ClaimRules } from './ClaimRules.tsx'
import { type Explanation, explain, observedOf } from './explain.ts'
import { SaidRule } from './SaidRule.tsx'
import { sayDecision } from './sayDecision.ts'
import { Trace } from './Trace.tsx'
import { useMatches } from './useMatches.ts'

/**
 * Why a call came out as it did: the rules that the gateway holds, evaluated here for this persona's
 * claims and this tool, beside what the gateway really did. Says so where that cannot be known.
 */
export function Why({
  call,
  policy,
  claims,
}: {
  call: CallView
  policy: PolicyView
  /** Those of the persona of the call. */
  claims: Record<string, unknown> | undefined
}) {
  const silent = whySilent(call, policy)
  return (
    <section aria-label="Why" className="grid gap-3 text-sm">
      {silent === undefined ? (
        <Known call={call} policy={policy} claims={claims} />
      ) : (
        <p className="text-ink-2">
          <b className="text-ink">Why:</b> {silent}
        </p>
      )}
    </section>
  )
}

/** What is said in place of rules, where none may be claimed. */
function whySilent({ verdict }: CallView, { known, reason }: PolicyView): string | undefined {
  if (verdict.outcome === 'rejected') return 'The token was not taken, so no rule was asked.'
  if (verdict.outcome === 'unreachable')
    return 'No usable answer came, so it says nothing of rules.'
  return known ? undefined : `This cannot be known. ${reason ?? 'The gateway reports no rules.'}`
}

function Known({ call, policy, claims }: Parameters<typeof Why>[0]) {
  const engine = useMatches(policy.rules.map(({ expression }) => expression))
  const said = useMemo(
    () => (engine === 'loading' ? undefined : explain(policy, claims, call.tool)),
    [engine, policy, claims, call.tool],
  )
  if (!said) return <p className="text-ink-2">Fetching what matches() needs …</p>
  return (
    <>
      <Outcome call={call} said={said} />
      {said.rules.length > 0 ? (
        <ol className="grid gap-2">
          {said.rules.map((rule, index) => (
            <SaidRule
              key={`${rule.rule.from} ${rule.rule.action} ${rule.rule.expression}`}
              said={rule}
              number={index + 1}
            />
          ))}
        </ol>
      ) : null}
      <ClaimRules rules={said.claimRules} />
      <Trace call={call} said={said} />
    </>
  )
}

/** The rules' own answer, and whether the gateway's was the same. */
function Outcome({ call, said }: { call: CallView; said: Explanation }) {
  const observed = observedOf(call)
  const sentence = sayDecision(said)
  if (observed === undefined)
    return (
      <p>
        <b>The rules say:</b> {sentence} This answer does not show whether they were asked.
      </p>
    )
  if (said.access === 'unknown' || said.access === observed)
    return (
      <p>
        <b>Why:</b> {sentence}
        {said.access === observed ? ' The gateway did the same.' : ''}
      </p>
    )
  return (
    <Notice
      tone="failed"
      title={`Drift: the rules say ${said.access}, and the gateway ${observed === 'refused' ? 'refused' : 'let it through'}.`}
    >
      <p>{sentence}</p>
      <p>
        The rules may have changed since the call, or something that this page does not see decided.
        {observed === 'refused'
          ? ' A tool that does not exist is refused in the same words.'
          : ' A gateway that lets through what its rules refuse deserves a look.'}
      </p>
    </Notice>
  )
}
