import { useEffect, useEffectEvent, useRef } from 'react'

import type { Option } from '../../policy/complete.ts'

// The platform's own lists of options, <datalist> and <select>, cannot belong to a text area.
const listbox = { role: 'listbox' } as const
const member = { role: 'option' } as const

/** A list that scrolled would want the focus for itself; this one moves along with the choice. */
const drawn = 8

export const optionId = (list: string, index: number) => `${list}-${index}`

/** What could stand at the caret. The text area keeps the focus; it says which option is meant. */
export function OptionList({
  id,
  options,
  active,
  onTake,
}: {
  id: string
  options: readonly Option[]
  active: number
  onTake: (option: Option) => void
}) {
  const box = useRef<HTMLDivElement>(null)
  const first = Math.max(0, Math.min(active - drawn / 2, options.length - drawn))
  const take = useEffectEvent((event: Event) => {
    // A press would take the focus from the text area, and the list would go before it is released.
    event.preventDefault()
    const at = [...(box.current?.children ?? [])].findIndex(
      (child) => event.target instanceof Node && child.contains(event.target),
    )
    const option = at < 0 ? undefined : options[first + at]
    if (option) onTake(option)
  })
  useEffect(() => {
    const element = box.current
    element?.addEventListener('mousedown', take)
    return () => element?.removeEventListener('mousedown', take)
  }, [])
  return (
    <div
      ref={box}
      id={id}
      {...listbox}
      aria-label="What could stand here"
      className="absolute top-full left-0 z-10 mt-1 w-full max-w-md rounded-control border border-line-strong bg-panel py-1"
    >
      {options.slice(first, first + drawn).map((option, index) => (
        <div
          key={option.insert}
          id={optionId(id, first + index)}
          {...member}
          aria-selected={first + index === active}
          aria-setsize={options.length}
          aria-posinset={first + index + 1}
          className="flex cursor-pointer flex-wrap justify-between gap-x-4 px-3 py-1 text-sm hover:bg-sunk aria-selected:bg-ink aria-selected:text-paper"
        >
          <span className="font-mono wrap-anywhere">{option.insert}</span>
          <span>{option.detail}</span>
        </div>
      ))}
    </div>
  )
}
