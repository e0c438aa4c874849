import { useSearchParams } from 'react-router'

import { Select } from '../ui/inputs.tsx'
import { chosen, withFacet } from './address.ts'

/** One facet of a list as a choice, with how many there are of each value; "all" takes the filter off. */
export function FacetSelect({
  name,
  label,
  values,
  say = (value) => value,
}: {
  name: string
  label: string
  /** Each value with its count; undefined where the list has none of this facet. */
  values: Readonly<Record<string, number>> | undefined
  say?: (value: string) => string
}) {
  const [url, setUrl] = useSearchParams()
  const [now = ''] = chosen(url.getAll('facet'), name)
  const offered = Object.entries(values ?? {}).toSorted(([a], [b]) => a.localeCompare(b))
  // A link may filter by a value that no row has any more; it stays in sight, so that it can be taken off.
  const gone = now !== '' && values?.[now] === undefined
  if (offered.length === 0 && !gone) return null
  return (
    <Select
      aria-label={label}
      value={now}
      className={`field-sizing-content w-auto! max-w-64 ${now === '' ? '' : 'font-bold'}`}
      onChange={({ target }) => setUrl((before) => withFacet(before, name, target.value))}
    >
      <option value="">{label}: all</option>
      {gone ? <option value={now}>{`${label}: ${say(now)} (0)`}</option> : null}
      {offered.map(([value, number]) => (
        <option key={value} value={value}>
          {`${value === now ? `${label}: ` : ''}${say(value)} (${number.toLocaleString('en')})`}
        </option>
      ))}
    </Select>
  )
}
