import { useEffect, useRef, useState } from 'react'

const keyOf = (conversation: string) => `draft ${conversation}`

/**
 * What is being written in a conversation. It is kept for this tab until it was taken, so that neither a
 * reload nor a refusal loses it. A draft whose conversation gets its name takes that name.
 */
export function useDraft(conversation: string): [string, (text: string) => void] {
  const key = keyOf(conversation)
  const [text, setText] = useState(() => read(key))
  const before = useRef(key)
  useEffect(() => {
    if (before.current !== key) write(before.current, '')
    before.current = key
    write(key, text)
  }, [key, text])
  return [text, setText]
}

// A browser may forbid the storage; then a draft lives as long as its page.
function read(key: string): string {
  try {
    return sessionStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}

function write(key: string, text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, text)
  } catch {
    // As above.
  }
}
