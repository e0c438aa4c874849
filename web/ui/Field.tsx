import { createContext, use, useId, useMemo, type ReactNode } from 'react'

interface FieldState {
  id: string
  describedBy: string | undefined
  invalid: boolean
}
const FieldContext = createContext<FieldState | null>(null)

/** What a control inside a `Field` must carry: its id, its description, and whether it is wrong. */
export function useFieldProps() {
  const field = use(FieldContext)
  if (!field) return {}
  return {
    id: field.id,
    'aria-describedby': field.describedBy,
    'aria-invalid': field.invalid || undefined,
  }
}

/** One control with its label above it, a hint below, and its error in words. */
export function Field({
  label,
  hint,
  error,
  children,
}: {
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
  children: ReactNode
}) {
  const id = useId()
  const describedBy =
    [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`]
      .filter(Boolean)
      .join(' ') || undefined
  const invalid = error !== undefined
  const state = useMemo(() => ({ id, describedBy, invalid }), [id, describedBy, invalid])
  return (
    <FieldContext value={state}>
      <div className="grid min-w-0 gap-1">
        <label htmlFor={id} className="text-sm font-bold">
          {label}
        </label>
        {children}
        {hint === undefined ? null : (
          <p id={`${id}-hint`} className="text-sm text-ink-2">
            {hint}
          </p>
        )}
        {error === undefined ? null : (
          <p id={`${id}-error`} className="text-sm font-bold text-refused">
            {error}
          </p>
        )}
      </div>
    </FieldContext>
  )
}
