import { useState } from 'react'
import { Link } from 'react-router'

import { paths } from '../../paths.ts'
import { TextInput } from '../../ui/inputs.tsx'
import type { Address } from '../useAddress.ts'
import type { Offered } from './offered.ts'

const matches = ({ id, name, description }: Offered, words: string) => {
  const text = `${id} ${name} ${description}`.toLowerCase()
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** What is offered, to be searched and chosen from. `noun` is its plural: "resources". */
export function ItemList({
  noun,
  items,
  address,
  as,
}: {
  noun: string
  items: readonly (Offered & { hidden: boolean })[]
  address: Address
  as: string
}) {
  const [words, setWords] = useState('')
  const shown = items.filter((item) => matches(item, words))
  return (
    <div className="grid min-w-0 gap-2">
      <TextInput
        type="search"
        aria-label={`Search ${noun}`}
        placeholder={`Search ${noun}`}
        value={words}
        onChange={({ target }) => setWords(target.value)}
      />
      <ul
        aria-label={noun[0]?.toUpperCase() + noun.slice(1)}
        className="overflow-hidden rounded-panel border border-line bg-panel empty:hidden"
      >
        {shown.map((item) => (
          <li key={`${item.kind} ${item.id}`} className="border-b border-line last:border-b-0">
            <Link
              to={paths.tools({
                gateway: address.gateway.id,
                as,
                show: item.kind === 'prompt' ? 'prompts' : 'resources',
                item: item.id,
              })}
              preventScrollReset
              aria-current={item.id === address.item || undefined}
              className={`grid min-h-9 px-3 py-1.5 -outline-offset-3 hover:bg-sunk aria-current:bg-sunk aria-current:font-bold aria-current:shadow-[inset_3px_0_0_var(--color-ink)] ${item.hidden ? 'text-ink-2' : ''} ${item.hidden && item.id !== address.item ? 'hatch' : ''}`}
            >
              <span className="flex items-baseline gap-2">
                <span className={`min-w-0 flex-1 truncate ${item.hidden ? 'line-through' : ''}`}>
                  {item.name}
                </span>
                <span className="text-xs">
                  {item.hidden ? 'hidden' : item.kind === 'template' ? 'template' : ''}
                </span>
              </span>
              {item.id === item.name ? null : (
                <code
                  title={item.id}
                  // Addresses of one server begin alike: what is cut off is their beginning.
                  className="truncate text-left font-mono text-xs font-normal text-ink-2 [direction:rtl]"
                >
                  <bdi>{item.id}</bdi>
                </code>
              )}
            </Link>
          </li>
        ))}
      </ul>
      {shown.length === 0 && items.length > 0 ? (
        <p className="px-1 text-ink-2">
          None of the {noun} matches “{words}”.
        </p>
      ) : null}
    </div>
  )
}
