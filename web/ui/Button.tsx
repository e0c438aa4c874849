import { useId, type ComponentProps, type MouseEvent } from 'react'

import { Kbd } from './Kbd.tsx'

const variants = {
  primary: 'border-ink bg-ink text-paper hover:bg-ink-2 hover:border-ink-2',
  outline: 'border-line-strong bg-panel text-ink hover:bg-sunk',
  quiet: 'border-transparent text-ink-2 hover:bg-sunk hover:text-ink',
}
const sizes = { sm: 'min-h-7 px-2 text-sm', md: 'min-h-9 px-3.5 text-base' }
/** Dashed and pale, but still readable: what cannot be done yet is part of what is said. */
const off = 'border-dashed border-line-strong bg-transparent text-ink-3'

export interface ButtonProps extends ComponentProps<'button'> {
  variant?: 'primary' | 'outline' | 'quiet'
  size?: 'sm' | 'md'
  /** Why it cannot be pressed. It stays in the tab order, so that everyone can learn the reason. */
  disabledReason?: string | undefined
  /** A shortcut to print, such as `S` or `Ctrl Enter`. Registering it is the caller's part. */
  keys?: string
  /** Work is under way: a second press does nothing, the label stays where it is. */
  pending?: boolean
}

/** The one button. At most one `primary` per page. */
export function Button(props: ButtonProps) {
  const { variant = 'outline', size = 'md', disabledReason, keys, pending, ...rest } = props
  const { className = '', children, onClick, type = 'button', ...button } = rest
  const reason = useId()
  const inert = disabledReason !== undefined || pending === true
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (inert) event.preventDefault()
    else onClick?.(event)
  }
  return (
    <>
      <button
        {...button}
        type={type}
        onClick={press}
        title={disabledReason ?? button.title}
        aria-disabled={inert || undefined}
        aria-describedby={disabledReason === undefined ? button['aria-describedby'] : reason}
        className={`inline-flex items-center justify-center gap-2 rounded-control border font-bold whitespace-nowrap transition-colors ${sizes[size]} ${
          disabledReason === undefined ? variants[variant] : `${off} cursor-not-allowed!`
        } ${pending === true ? 'cursor-progress! opacity-80' : ''} ${className}`}
      >
        {children}
        {keys !== undefined && variant === 'primary' ? (
          <kbd className="font-mono text-xs font-normal low:hidden">{keys}</kbd>
        ) : null}
        {keys !== undefined && variant !== 'primary' ? <Kbd>{keys}</Kbd> : null}
      </button>
      {disabledReason === undefined ? null : (
        <span id={reason} hidden>
          {disabledReason}
        </span>
      )}
    </>
  )
}
