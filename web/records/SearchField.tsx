import { useMemo, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'

import { useShortcuts } from '../shortcuts.ts'
import { TextInput } from '../ui/inputs.tsx'
import { Kbd } from '../ui/Kbd.tsx'

/** Searches the list as one types; `/` goes there. The URL follows, without a step for going back. */
export function SearchField({
  placeholder,
  group = 'Registry',
}: {
  placeholder: string
  /** The heading of its key on the shortcut sheet. */
  group?: string
}) {
  const [url, setUrl] = useSearchParams()
  const inUrl = url.get('search') ?? ''
  const [words, setWords] = useState(inUrl)
  const [followed, setFollowed] = useState(inUrl)
  const [typing, setTyping] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  // The URL changed by other means, such as Back: the field follows it, unless someone types there.
  if (inUrl !== followed) {
    setFollowed(inUrl)
    if (!typing) setWords(inUrl)
  }
  useShortcuts(
    useMemo(
      () => [
        {
          keys: '/',
          label: placeholder,
          group,
          run: () => {
            field.current?.focus()
            field.current?.select()
          },
        },
      ],
      [placeholder, group],
    ),
  )
  const type = (next: string) => {
    setWords(next)
    setUrl(
      (before) => {
        const after = new URLSearchParams(before)
        if (next.trim() === '') after.delete('search')
        else after.set('search', next.trim())
        return after
      },
      { replace: true, preventScrollReset: true },
    )
  }
  return (
    <div className="relative w-full max-w-sm min-w-48 flex-1">
      <TextInput
        ref={field}
        type="search"
        aria-label={placeholder}
        placeholder={placeholder}
        value={words}
        onFocus={() => setTyping(true)}
        onBlur={() => setTyping(false)}
        onChange={({ target }) => type(target.value)}
        className="pr-8"
      />
      {words === '' ? (
        <span className="pointer-events-none absolute inset-y-0 right-3 grid place-items-center">
          <Kbd>/</Kbd>
        </span>
      ) : null}
    </div>
  )
}
