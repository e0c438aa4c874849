import { useMemo } from 'react'

import type { PolicyRule } from '#bff'

import { readyRules } from '../../policy/predict.ts'
import { useMatches } from '../../policy/useMatches.ts'
import type { World } from '../../policy/world.ts'
import { Button } from '../../ui/Button.tsx'
import { type Draft, newRule } from './draft.ts'
import { everTrue } from './matrix.ts'
import { RuleBlock } from './RuleBlock.tsx'

/** The rules in the order in which they are asked for: each with what it does and what is to know of it. */
export function RuleList({
  rules,
  world,
  onChange,
}: {
  rules: readonly Draft<PolicyRule>[]
  world: World
  onChange: (rules: Draft<PolicyRule>[]) => void
}) {
  const engine = useMatches(rules.map(({ expression }) => expression))
  const alive = useMemo(
    () =>
      engine === 'loading'
        ? []
        : readyRules(rules).map((ready) => everTrue(ready, world.subjects, world.asked)),
    [engine, rules, world],
  )
  const { length } = rules
  return (
    <section aria-label="Rules" className="grid min-w-0 gap-4">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 className="text-lg font-bold">Rules</h2>
          <p className="text-sm text-ink-2 low:hidden">
            A true deny refuses, a require that is not true refuses, a true allow permits. Without
            any allow, what is left is permitted.
          </p>
        </div>
      </div>
      {length === 0 ? (
        <p className="rounded-panel border border-dashed border-line-strong px-4 py-3 text-ink-2">
          No rule: everything is permitted.
        </p>
      ) : (
        <ol className="grid gap-4">
          {rules.map((rule, index) => (
            <RuleBlock
              key={rule.id}
              rule={rule}
              number={index + 1}
              world={world}
              everTrue={alive[index]}
              onChange={(next) => onChange(rules.with(index, next))}
              onRemove={() => onChange(rules.toSpliced(index, 1))}
            />
          ))}
        </ol>
      )}
      <Button className="justify-self-start" onClick={() => onChange([...rules, newRule(rules)])}>
        Add a rule
      </Button>
    </section>
  )
}
