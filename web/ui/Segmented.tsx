import { useId } from 'react'

/** One choice of a few, all in sight: radio buttons that look like one control. */
export function Segmented<T extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string
  options: readonly { value: T; label: string }[]
  value: T | null
  onChange: (value: T) => void
}) {
  const name = useId()
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-sm text-ink-2">{label}</legend>
      <div className="flex rounded-control border border-line-strong">
        {options.map((option) => (
          <label
            key={option.value}
            className="grid min-h-8 flex-1 cursor-pointer place-items-center border-l border-line-strong px-2 first:rounded-l-[0.3rem] first:border-l-0 last:rounded-r-[0.3rem] hover:bg-sunk has-checked:bg-ink has-checked:font-bold has-checked:text-paper has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="sr-only"
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
