import { useSearchParams } from 'react-router'

/** The parameters of the address, and a way to change some of them; an empty value takes one out. */
export function useParameters(): [URLSearchParams, (change: Record<string, string>) => void] {
  const [url, setUrl] = useSearchParams()
  const set = (change: Record<string, string>) =>
    setUrl(
      (before) => {
        const next = new URLSearchParams(before)
        for (const [name, value] of Object.entries(change))
          if (value) next.set(name, value)
          else next.delete(name)
        return next
      },
      { replace: true, preventScrollReset: true },
    )
  return [url, set]
}
