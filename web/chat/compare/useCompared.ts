import { useCallback, useState } from 'react'
import { useSearchParams } from 'react-router'

import { newConversation } from '../useConversation.ts'
import { type CompareAddress, readCompare, writeCompare } from './address.ts'
import type { SidePlace } from './Sides.tsx'

export interface Compared {
  places: SidePlace[]
  /** Other columns; conversations that go on stay with their Deployment. */
  choose: (names: readonly string[]) => void
  /** Begins anew with all, or with one of them. */
  renew: (deployment?: string) => void
  /** Puts the conversations that have begun into the address, so that a reload finds them. */
  keep: (ids: readonly string[]) => void
}

/** The columns of the address, each with a conversation: the one that it names, or a new one. */
export function useCompared(as: string): Compared {
  const [url, setUrl] = useSearchParams()
  const { names, ids } = readCompare(url)
  const written = ids.join()
  const namespace = url.get('namespace') ?? undefined
  const [made, setMade] = useState<Readonly<Record<string, string>>>({})
  // A conversation belongs to the persona that began it; those of the address to the first.
  const [first] = useState(as)
  const idAt = (at: number) => (as === first ? ids[at] : undefined) || newConversation()
  const keyOf = (name: string) => `${as} ${namespace ?? ''} ${name}`
  const known = { ...made }
  for (const [at, name] of names.entries()) known[keyOf(name)] ??= idAt(at)
  if (Object.keys(known).length > Object.keys(made).length) setMade(known)
  const put = useCallback(
    (change: (before: CompareAddress) => CompareAddress) =>
      setUrl((before) => writeCompare(before, change(readCompare(before))), {
        replace: true,
        preventScrollReset: true,
      }),
    [setUrl],
  )
  return {
    places: names.map((deployment) => ({
      deployment,
      namespace,
      as,
      id: known[keyOf(deployment)] ?? '',
    })),
    choose: (next) =>
      put((before) => ({
        names: [...next],
        ids: next.map((name) => before.ids[before.names.indexOf(name)] ?? ''),
      })),
    renew: (deployment) => {
      const renewed = deployment === undefined ? names : [deployment]
      setMade((before) => ({
        ...before,
        ...Object.fromEntries(renewed.map((name) => [keyOf(name), newConversation()])),
      }))
    },
    keep: useCallback(
      (begun) => {
        if (begun.join() !== written) put((before) => ({ ...before, ids: [...begun] }))
      },
      [put, written],
    ),
  }
}
