import { useState } from 'react'

import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'

/**
 * Puts `text` on the clipboard and says so for two seconds. `label` completes "Copy …"; with
 * `children` those words are the button's name.
 */
export function CopyButton({
  text,
  label,
  children,
}: {
  text: string
  label: string
  children?: string
}) {
  const [said, setSaid] = useState<'copied' | 'not allowed' | null>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setSaid('copied')
    } catch {
      // A browser may forbid the clipboard (no permission, no focus); the text can still be selected.
      setSaid('not allowed')
    }
    setTimeout(() => setSaid(null), 2_000)
  }
  return (
    <Button
      variant="quiet"
      size="sm"
      aria-label={children === undefined ? `Copy ${label}` : undefined}
      title={`Copy ${label}`}
      onClick={() => void copy()}
      className="font-normal"
    >
      <Icon name={said === 'copied' ? 'check' : 'copy'} />
      {children ?? null}
      <output className={said ? '' : 'sr-only'}>{said ?? ''}</output>
    </Button>
  )
}
