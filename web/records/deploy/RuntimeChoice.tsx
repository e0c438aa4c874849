import { useId } from 'react'

import type { RecordView } from '#bff'

import { PlatformMark } from '../../ui/PlatformMark.tsx'
import { sayRuntime } from '../RuntimeCell.tsx'

export interface OfferedRuntime {
  record: RecordView
  /** Why it cannot be chosen. */
  reason: string | undefined
}

/** Where it runs. What cannot run it stays in sight, with the reason. */
export function RuntimeChoice({
  runtimes,
  value,
  error,
  onChange,
}: {
  runtimes: readonly OfferedRuntime[]
  value: string
  error: string | undefined
  onChange: (name: string) => void
}) {
  const id = useId()
  return (
    <fieldset aria-describedby={error === undefined ? undefined : `${id}-error`}>
      <legend className="mb-1 text-sm font-bold">Runtime</legend>
      <ul className="overflow-hidden rounded-panel border border-line">
        {runtimes.map(({ record, reason }) => {
          const { name } = record.object.metadata
          return (
            <li key={name} className="border-b border-line last:border-b-0">
              <label
                className={`flex min-h-12 items-center gap-3 px-4 py-2 has-checked:bg-sunk ${reason === undefined ? 'cursor-pointer hover:bg-sunk' : 'text-ink-3'}`}
              >
                <input
                  type="radio"
                  name={id}
                  className="size-4.5 shrink-0"
                  disabled={reason !== undefined}
                  checked={name === value}
                  aria-describedby={reason === undefined ? undefined : `${id}-${name}`}
                  onChange={() => onChange(name)}
                />
                <PlatformMark platform={record.runtime?.platform} />
                <span className="min-w-0">
                  <b className="wrap-anywhere">{name}</b>{' '}
                  <span className="text-sm text-ink-2">
                    {[sayRuntime(record.runtime ?? {}), record.runtime?.region]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                  {reason === undefined ? null : (
                    <span id={`${id}-${name}`} className="block text-sm">
                      {reason}
                    </span>
                  )}
                </span>
              </label>
            </li>
          )
        })}
        {runtimes.length === 0 ? (
          <li className="px-4 py-3 text-ink-2">
            This persona sees no Runtime. Another persona, or Add runtime on the Runtimes page, can
            help.
          </li>
        ) : null}
      </ul>
      {error === undefined ? null : (
        <p id={`${id}-error`} className="mt-1 text-sm font-bold text-refused">
          {error}
        </p>
      )}
    </fieldset>
  )
}
