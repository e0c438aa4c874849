import { useId, useMemo, useRef } from 'react'

import type { PolicyRule } from '#bff'

import { type Finding, findingsOf } from '../../policy/findings.ts'
import type { World } from '../../policy/world.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Select } from '../../ui/inputs.tsx'
import { CelInput, type CelInputHandle } from './CelInput.tsx'
import type { Draft } from './draft.ts'
import { Findings } from './Findings.tsx'

const actions: readonly PolicyRule['action'][] = ['allow', 'deny', 'require']

/** One rule: its action, its expression, and below what is wrong with it or worth knowing. */
export function RuleBlock({
  rule,
  number,
  world,
  everTrue,
  onChange,
  onRemove,
}: {
  rule: Draft<PolicyRule>
  number: number
  world: World
  everTrue: boolean | undefined
  onChange: (rule: Draft<PolicyRule>) => void
  onRemove: () => void
}) {
  const { action, expression, from, scope } = rule
  const input = useRef<CelInputHandle>(null)
  const said = useId()
  const findings = useMemo(() => findingsOf(expression, world), [expression, world])
  const worst = worstOf(findings)
  return (
    <li
      className={`grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-2 gap-y-2 border-l-4 pl-2 ${edges[worst ?? 'none']}`}
    >
      <span className="pt-1.5 text-center font-mono text-sm text-ink-2">
        {number}
        {worst === undefined ? null : (
          <b aria-hidden className={`block ${worst === 'fault' ? 'text-refused' : 'text-failed'}`}>
            !
          </b>
        )}
      </span>
      <div className="grid min-w-0 gap-2">
        <div className="flex flex-wrap items-center gap-2">
          <Select
            aria-label={`Action of rule ${number}`}
            value={action}
            className="w-auto!"
            onChange={({ target }) => {
              const next = actions.find((each) => each === target.value)
              if (next) onChange({ ...rule, action: next })
            }}
          >
            {actions.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </Select>
          <span
            title={from}
            className={`min-w-0 flex-1 text-sm text-ink-2 ${scope === 'request' ? 'wrap-anywhere' : 'truncate'}`}
          >
            {scope === 'request' ? 'The whole request, HTTP 403: ' : ''}
            {from === 'the gateway' ? '' : from.replace(/^\S+ (?=\S+\/\S+$)/, '')}
          </span>
          <Button
            variant="quiet"
            size="sm"
            aria-label={`Remove rule ${number}`}
            title={`Remove rule ${number}`}
            className="min-h-8 min-w-8"
            onClick={onRemove}
          >
            <Icon name="trash" />
          </Button>
        </div>
        <CelInput
          ref={input}
          value={expression}
          label={`Expression of rule ${number}`}
          findings={findings}
          describedBy={findings.length > 0 || everTrue === false ? said : undefined}
          world={world}
          onChange={(text) => onChange({ ...rule, expression: text })}
        />
        <Findings
          id={said}
          findings={findings}
          everTrue={everTrue}
          world={world}
          onGo={(range) => input.current?.select(range)}
        />
      </div>
    </li>
  )
}

const edges = {
  fault: 'border-refused',
  never: 'border-failed',
  note: 'border-line-strong',
  none: 'border-line',
}

function worstOf(findings: readonly Finding[]): Finding['severity'] | undefined {
  return (['fault', 'never', 'note'] as const).find((severity) =>
    findings.some((finding) => finding.severity === severity),
  )
}
