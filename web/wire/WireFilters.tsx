import type { ExchangeSummary, PersonaView } from '#bff'

import { Checkbox, Select, TextInput } from '../ui/inputs.tsx'
import { targetOf, type WireFilter } from './filter.ts'

/** What to show of the exchanges. The choices are those that occur. */
export function WireFilters({
  exchanges,
  personas,
  filter,
  onChange,
}: {
  exchanges: readonly ExchangeSummary[]
  personas: readonly PersonaView[]
  filter: WireFilter
  onChange: (filter: WireFilter) => void
}) {
  const targets = [...new Set(exchanges.map(targetOf))].toSorted()
  return (
    <search className="flex flex-1 flex-wrap items-center gap-x-3 gap-y-2">
      <TextInput
        type="search"
        aria-label="Filter by text"
        placeholder="Filter by text"
        value={filter.text}
        onChange={(event) => onChange({ ...filter, text: event.target.value })}
        className="@2xl:max-w-56"
      />
      <Select
        aria-label="Upstream"
        value={filter.target}
        onChange={(event) => onChange({ ...filter, target: event.target.value })}
        className="max-w-52"
      >
        <option value="">Upstream: all</option>
        {targets.map((target) => (
          <option key={target}>{target}</option>
        ))}
      </Select>
      <Select
        aria-label="Persona"
        value={filter.persona}
        onChange={(event) => onChange({ ...filter, persona: event.target.value })}
        className="max-w-44"
      >
        <option value="">Persona: all</option>
        {personas.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </Select>
      <Checkbox
        checked={filter.onlyFailures}
        onChange={(event) => onChange({ ...filter, onlyFailures: event.target.checked })}
      >
        Only failures
      </Checkbox>
    </search>
  )
}
