import { useEffect, useId, useRef, type ReactNode } from 'react'

import { Icon } from './Icon.tsx'

/**
 * The browser's own modal dialog: it traps focus, closes with Escape, and gives focus back.
 * Its content is mounted only while it is open, so that a closed form forgets what was typed.
 */
export function Dialog({
  open,
  onClose,
  title,
  children,
  wide = false,
}: {
  open: boolean
  onClose: () => void
  title: string
  children: ReactNode
  wide?: boolean
}) {
  const ref = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const dialog = ref.current
    if (open && dialog && !dialog.open) dialog.showModal()
    if (!open && dialog?.open) dialog.close()
  }, [open])
  return (
    <dialog
      ref={ref}
      aria-labelledby={heading}
      onClose={onClose}
      closedby="any"
      className={`m-auto max-h-[calc(100dvh-4rem)] w-[calc(100vw-2rem)] overflow-auto rounded-panel border border-line-strong bg-panel p-0 text-ink ${wide ? 'max-w-3xl' : 'max-w-lg'}`}
    >
      {open ? (
        <div className="grid gap-4 p-6">
          <header className="flex items-start justify-between gap-4">
            <h2 id={heading} className="text-lg font-bold">
              {title}
            </h2>
            <button
              type="button"
              aria-label="Close"
              onClick={() => ref.current?.close()}
              className="-m-1.5 rounded-control p-2.5 text-ink-2 hover:bg-sunk hover:text-ink"
            >
              <Icon name="close" />
            </button>
          </header>
          {children}
        </div>
      ) : null}
    </dialog>
  )
}
