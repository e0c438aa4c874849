import { lazy, Suspense, useMemo } from 'react'
import { Link } from 'react-router'

import type { GatewayView, PersonaView, PolicyView } from '#bff'

import { queryClient } from '../../api/queryClient.ts'
import { mayAsk, policyQuery, usePolicy } from '../../mcp/queries.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ClaimRuleTable } from './ClaimRuleTable.tsx'
import { draftOf, type Drafts, sameRules } from './draft.ts'
import { MatrixPart } from './MatrixPart.tsx'
import { RuleList } from './RuleList.tsx'
import { useKept } from './useKept.ts'
import { useObservation } from './useObservation.ts'
import { useWorld } from './useWorld.ts'

// Below what is looked at first.
const ApplyPanel = lazy(async () => ({ default: (await import('./ApplyPanel.tsx')).ApplyPanel }))

interface BenchOf {
  gateway: GatewayView
  personas: readonly PersonaView[]
}

/** Rules at the left, what they make of everybody at the right, and below what applying them changes. */
export function Bench({ gateway, personas }: BenchOf) {
  const policy = usePolicy(gateway.id)
  if (policy.known) return <Known gateway={gateway} personas={personas} held={policy} />
  const as = personas.slice(0, 4).map(({ id }) => id)
  return (
    <Notice
      tone="gone"
      title="Which rules this gateway holds cannot be known"
      action={
        <>
          {gateway.features.policy.available ? (
            <Button
              size="sm"
              onClick={() => void queryClient.invalidateQueries(policyQuery(gateway.id))}
            >
              Try again
            </Button>
          ) : null}
          <Link
            className="underline"
            to={paths.compare({ gateway: gateway.id, as, view: 'matrix' })}
          >
            Ask with real calls
          </Link>
        </>
      }
    >
      {policy.reason ?? 'It reports none.'} What it lists to whom, and what it refuses, can still be
      asked for.
    </Notice>
  )
}

/** Rules read claims: of a persona that has no token yet nothing can be said, nor can it be asked as. */
function judged(all: readonly PersonaView[]): readonly PersonaView[] {
  const some = all.filter((persona) => persona.claims !== undefined || mayAsk(persona))
  return some.length > 0 ? some : all
}

function Known({ gateway, personas: all, held }: BenchOf & { held: PolicyView }) {
  const personas = useMemo(() => judged(all), [all])
  const [edited, keep] = useKept<Drafts | null>('rules', gateway.id, null)
  const setEdited = (next: Drafts | null) => keep(() => next)
  const begin = useMemo(() => draftOf(held), [held])
  const { rules, claimRules } = edited ?? begin
  // A rule that has no text yet is not one: while it is begun, nothing changes.
  const draft = useMemo(
    () => ({
      ...held,
      rules: rules.filter(({ expression }) => expression.trim() !== ''),
      claimRules,
    }),
    [held, rules, claimRules],
  )
  const { rows, world, refetchAll } = useWorld(gateway, personas, held.naming)
  const observation = useObservation(gateway.id)
  return (
    <div className="grid gap-8">
      <div className="grid items-start gap-6 @3xl:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        {held.engine === 'cel' ? (
          <RuleList
            rules={rules}
            world={world}
            onChange={(next) => setEdited({ rules: next, claimRules })}
          />
        ) : (
          <ClaimRuleTable
            rules={claimRules}
            world={world}
            withoutRules={held.withoutRules}
            onChange={(next) => setEdited({ rules, claimRules: next })}
          />
        )}
        <MatrixPart
          personas={personas}
          others={all.filter((persona) => !personas.includes(persona))}
          rows={rows}
          world={world}
          held={held}
          draft={draft}
          observation={observation}
        />
      </div>
      <Suspense>
        <ApplyPanel
          gateway={gateway}
          held={held}
          draft={draft}
          unchanged={sameRules(draft.rules, held.rules) && sameRules(claimRules, held.claimRules)}
          onReset={() => setEdited(null)}
          onApplied={() => {
            setEdited(null)
            refetchAll()
            observation.again()
          }}
        />
      </Suspense>
    </div>
  )
}
