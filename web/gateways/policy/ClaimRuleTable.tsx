import type { PolicyView } from '#bff'

import type { World } from '../../policy/world.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { type ClaimRule, type Draft, newClaimRule } from './draft.ts'

/** Rules of mcp-proxy: who has this claim with this value may call this tool. Any of them is enough. */
export function ClaimRuleTable({
  rules,
  world,
  withoutRules,
  onChange,
}: {
  rules: readonly Draft<ClaimRule>[]
  world: World
  withoutRules: PolicyView['withoutRules']
  onChange: (rules: Draft<ClaimRule>[]) => void
}) {
  const field = (index: number, rule: Draft<ClaimRule>, name: 'claim' | 'value' | 'tool') => (
    <label className="grid gap-1">
      <span className="text-sm text-ink-2">{labels[name]}</span>
      <TextInput
        wire
        list={name === 'tool' ? 'claim-rule-tools' : undefined}
        value={rule[name]}
        onChange={({ target }) => onChange(rules.with(index, { ...rule, [name]: target.value }))}
      />
    </label>
  )
  return (
    <section aria-label="Rules" className="grid min-w-0 gap-4">
      <div>
        <h2 className="text-lg font-bold">Rules</h2>
        <p className="text-sm text-ink-2">
          A claim that is exactly this text lets a call of this tool through; a list never matches.
          Every tool stays listed to everybody.
        </p>
      </div>
      {rules.length === 0 ? (
        <p className="rounded-panel border border-dashed border-line-strong px-4 py-3 text-ink-2">
          {withoutRules === 'deny'
            ? 'No rule: every call is refused.'
            : 'No rule: every call is let through.'}
        </p>
      ) : (
        <ol className="grid gap-3">
          {rules.map((rule, index) => (
            <li
              key={rule.id}
              aria-label={`Rule ${index + 1}`}
              className="grid items-end gap-2 border-l-4 border-line pl-3 @xl:grid-cols-[7rem_8rem_minmax(0,1fr)_auto]"
            >
              {field(index, rule, 'claim')}
              {field(index, rule, 'value')}
              {field(index, rule, 'tool')}
              <Button
                variant="quiet"
                size="sm"
                aria-label={`Remove rule ${index + 1}`}
                className="min-h-9 min-w-8 justify-self-start"
                onClick={() => onChange(rules.toSpliced(index, 1))}
              >
                <Icon name="trash" />
              </Button>
              <Unmatched rule={rule} world={world} />
            </li>
          ))}
        </ol>
      )}
      <datalist id="claim-rule-tools">
        <option value="*">every tool</option>
        {world.asked.map(({ listed }) => (
          <option key={listed}>{listed}</option>
        ))}
      </datalist>
      <Button
        className="justify-self-start"
        onClick={() => onChange([...rules, newClaimRule(rules)])}
      >
        Add a rule
      </Button>
    </section>
  )
}

const labels = { claim: 'Claim', value: 'Is', tool: 'May call' }

/** A rule that nobody at hand can meet, and why. */
function Unmatched({ rule, world }: { rule: ClaimRule; world: World }) {
  const known = world.subjects.flatMap(({ claims }) => (claims ? [claims] : []))
  const reasons = [
    world.asked.length > 0 &&
      rule.tool !== '*' &&
      world.asked.every(({ listed }) => listed !== rule.tool) &&
      'No list that was read names this tool.',
    known.length > 0 &&
      (known.some((claims) => Array.isArray(claims[rule.claim]))
        ? `${rule.claim} is a list, and a list never matches.`
        : known.every((claims) => claims[rule.claim] !== rule.value) &&
          'No persona at hand has this value.'),
  ].filter((reason) => typeof reason === 'string')
  if (reasons.length === 0) return null
  return (
    <p className="text-sm @xl:col-span-4">
      <b className="text-failed">Matches nobody</b>: {reasons.join(' ')}
    </p>
  )
}
