import type { AuditSummary, Outcome } from '#bff'

import { SearchField } from '../records/SearchField.tsx'
import { useSession } from '../session/queries.ts'
import { Button } from '../ui/Button.tsx'
import { Checkbox, Select } from '../ui/inputs.tsx'
import { noFilter, useFilter } from './address.ts'
import { TimeSpan } from './TimeSpan.tsx'

const outcomes: readonly Outcome[] = [
  'allowed',
  'refused',
  'rejected',
  'failed',
  'invalid',
  'unreachable',
]

/** What the page is narrowed to, how much that is, and whether it follows what happens. */
export function AuditFilters({
  summary,
  follow,
  onFollow,
}: {
  summary: AuditSummary | undefined
  follow: boolean
  onFollow: (follow: boolean) => void
}) {
  const [filter, setFilter] = useFilter()
  const { personas } = useSession()
  const labelOf = (id: string) => personas.find((persona) => persona.id === id)?.label ?? id
  const { gateways = [], personas: called = [], operators = [] } = summary?.names ?? {}
  const narrowed = Object.keys(filter).length > 0
  const choices = [
    { name: 'gateway', label: 'Gateway', values: gateways.map((id) => [id, id] as const) },
    { name: 'persona', label: 'Persona', values: called.map((id) => [id, labelOf(id)] as const) },
    { name: 'outcome', label: 'Outcome', values: outcomes.map((id) => [id, id] as const) },
    {
      name: 'operator',
      label: 'Operator',
      values: operators.map(({ name, subject }) => [subject, name] as const),
    },
  ] as const
  return (
    <div className="flex flex-wrap items-center gap-2">
      <SearchField placeholder="Search calls" group="Audit" />
      {choices.map(({ name, label, values }) => (
        <Choice
          key={name}
          label={label}
          values={values}
          value={filter[name] ?? ''}
          onChange={(value) => setFilter({ [name]: value })}
        />
      ))}
      <TimeSpan />
      {narrowed ? (
        <Button variant="quiet" size="sm" onClick={() => setFilter(noFilter)}>
          Take filters off
        </Button>
      ) : null}
      <Checkbox checked={follow} onChange={({ target }) => onFollow(target.checked)}>
        Follow
      </Checkbox>
      <output className="ml-auto text-sm text-ink-2">
        {summary ? sayCalls(summary.calls) : ''}
      </output>
    </div>
  )
}

const sayCalls = (count: number) =>
  `${count.toLocaleString('en')} ${count === 1 ? 'call' : 'calls'}`

function Choice({
  label,
  values,
  value,
  onChange,
}: {
  label: string
  values: readonly (readonly [string, string])[]
  value: string
  onChange: (value: string) => void
}) {
  // A link may name what nobody called yet; it stays in sight, so that it can be taken off.
  const known = values.some(([id]) => id === value)
  return (
    <Select
      aria-label={label}
      value={value}
      className={`field-sizing-content w-auto! max-w-64 ${value === '' ? '' : 'font-bold'}`}
      onChange={({ target }) => onChange(target.value)}
    >
      <option value="">{label}: all</option>
      {value === '' || known ? null : <option value={value}>{`${label}: ${value}`}</option>}
      {values.map(([id, word]) => (
        <option key={id} value={id}>
          {id === value ? `${label}: ${word}` : word}
        </option>
      ))}
    </Select>
  )
}
