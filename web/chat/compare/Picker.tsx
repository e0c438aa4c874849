import { useSuspenseQuery } from '@tanstack/react-query'

import { Select } from '../../ui/inputs.tsx'
import { mostSides } from './address.ts'
import { readyQuery } from './queries.ts'

/** Adds another Deployment that is ready, as long as there is room for it. */
export function Picker({
  as,
  names,
  onChoose,
}: {
  as: string
  names: readonly string[]
  onChoose: (names: string[]) => void
}) {
  const { data: ready } = useSuspenseQuery(readyQuery(as))
  const others = (ready.ok ? ready.value.items : []).filter(
    ({ object }) => !names.includes(object.metadata.name),
  )
  if (others.length === 0 || names.length >= mostSides) return null
  return (
    <Select
      aria-label="Add a deployment"
      className="field-sizing-content w-auto! max-w-full"
      value=""
      onChange={({ target }) => onChoose([...names, target.value])}
    >
      <option value="" disabled>
        Add…
      </option>
      {others.map(({ object: { metadata }, runtime }) => (
        <option key={metadata.name} value={metadata.name}>
          {runtime ? `${metadata.name} on ${runtime.name}` : metadata.name}
        </option>
      ))}
    </Select>
  )
}
