import type { ComponentProps, ReactNode } from 'react'

import { useFieldProps } from './Field.tsx'

const box =
  'w-full min-w-0 rounded-control border border-line-strong bg-panel px-3 text-ink aria-invalid:border-refused'

/** `wire`: the value is something that goes over a wire, so it is set in the mono face. */
interface Wired {
  wire?: boolean
}
const face = (wire: boolean | undefined) => (wire ? 'font-mono text-sm' : 'text-base')

export function TextInput({ wire, className = '', ...input }: ComponentProps<'input'> & Wired) {
  return (
    <input
      type="text"
      autoComplete="off"
      spellCheck={false}
      {...useFieldProps()}
      {...input}
      className={`min-h-9 read-only:bg-sunk ${box} ${face(wire)} ${className}`}
    />
  )
}

export function TextArea({ wire, className = '', ...area }: ComponentProps<'textarea'> & Wired) {
  return (
    <textarea
      rows={5}
      spellCheck={false}
      {...useFieldProps()}
      {...area}
      className={`py-2 read-only:bg-sunk ${box} ${face(wire)} ${className}`}
    />
  )
}

export function Select({ wire, className = '', ...select }: ComponentProps<'select'> & Wired) {
  return (
    <select
      {...useFieldProps()}
      {...select}
      className={`min-h-9 pr-8 ${box} ${face(wire)} ${className}`}
    />
  )
}

/** A box with its label to the right; the label is part of the target. */
export function Checkbox({
  children,
  className = '',
  ...input
}: Omit<ComponentProps<'input'>, 'type'> & { children: ReactNode }) {
  return (
    <label className={`flex min-h-8 w-fit cursor-pointer items-center gap-2 ${className}`}>
      <input {...useFieldProps()} {...input} type="checkbox" className="size-4.5 shrink-0" />
      <span>{children}</span>
    </label>
  )
}
