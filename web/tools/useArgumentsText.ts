import { useEffect, useState } from 'react'

/** How long typing rests before the URL follows; browsers limit how often it may change. */
const restMs = 400

interface Draft {
  subject: string
  url: string | undefined
  /** What this hook last wrote to the URL, or found there. */
  written: string | undefined
  /** Undefined until something is typed. */
  typed?: string
}

/**
 * The text of a request's arguments while it is being edited. The URL follows when typing rests,
 * and wins when it changes by other means: going back, opening a call of the history.
 *
 * `subject` is what the arguments are for; another subject forgets what was typed. `inUrl` is the
 * URL's text, undefined where it says nothing: then `fallback` stands and the URL stays as it is.
 */
export function useArgumentsText({
  subject,
  inUrl,
  fallback,
  write,
}: {
  subject: string
  inUrl: string | undefined
  fallback: string
  write: (text: string) => void
}): [text: string, change: (text: string) => void] {
  const [draft, setDraft] = useState<Draft>({ subject, url: inUrl, written: inUrl })
  if (draft.subject !== subject || draft.url !== inUrl) {
    const ours = draft.subject === subject && inUrl === draft.written
    setDraft({ ...(ours ? draft : { subject, written: inUrl }), url: inUrl })
  }
  const { typed, written } = draft
  useEffect(() => {
    if (typed === undefined || typed === written) return undefined
    const timer = setTimeout(() => {
      setDraft((before) => ({ ...before, written: typed }))
      write(typed)
    }, restMs)
    return () => clearTimeout(timer)
  }, [typed, written, write])
  const change = (text: string) => setDraft((before) => ({ ...before, typed: text }))
  return [typed ?? inUrl ?? fallback, change]
}
