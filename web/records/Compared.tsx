import { useQuery, useSuspenseQueries } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'

import type { RegistryKind } from '#bff'

import { useStandpoint } from '../session/queries.ts'
import { apart } from '../ui/apart.ts'
import { PersonaMark } from '../ui/PersonaMark.tsx'
import { initialOf, standpointClass } from '../ui/standpoint.ts'
import { type ListState, readList, toListQuery } from './address.ts'
import { align, comparedAtMost } from './align.ts'
import { nounOf } from './kinds.ts'
import { listQuery, whoamiQuery } from './queries.ts'
import { sayNothing, sayWhoami } from './sayNothing.ts'
import { Trouble } from './Trouble.tsx'
import { pageIn } from './where.ts'

/** The query of each side of a comparison: by name, so that both can be laid beside each other. */
export const comparedQuery = (kind: RegistryKind, state: ListState, as: string) =>
  listQuery(kind, toListQuery({ ...state, sort: 'name' }, { as, offset: 0, limit: comparedAtMost }))

/** One list as two personas see it: what one of them may not see is struck through, never left out. */
export function Compared({
  kind,
  personas,
}: {
  kind: RegistryKind
  personas: readonly [string, string]
}) {
  const [url] = useSearchParams()
  const state = readList(url)
  const noun = nounOf(kind)
  const usual = useStandpoint()
  const standpoints = apart(personas.map(usual))
  const answers = useSuspenseQueries({
    queries: personas.map((as) => comparedQuery(kind, state, as)),
  })
  const lists = answers.map(({ data }) => (data.ok ? data.value : undefined))
  const rows = align(
    lists.map((list) => list?.items.map(({ object }) => object.metadata.name) ?? []),
  )
  const cut = lists.some((list) => (list?.total ?? 0) > comparedAtMost)
  return (
    <>
      <div className="grid grid-cols-2 grid-rows-[auto_auto] overflow-hidden rounded-panel border border-line bg-panel">
        {personas.map((as, side) => {
          const standpoint = standpoints[side] ?? 0
          const { edge, text } = standpointClass[standpoint]
          const answer = answers[side]
          return (
            <section
              key={as}
              aria-label={`${noun} as ${as}`}
              className={`row-span-2 grid min-w-0 grid-rows-subgrid gap-0 border-t-4 border-l border-l-line first:border-l-0 ${edge}`}
            >
              <header className="flex items-start justify-between gap-3 border-b border-line px-5 py-4">
                <div className="grid min-w-0 gap-1">
                  <h2 className="flex min-w-0 items-center gap-3 text-lg font-bold">
                    <PersonaMark standpoint={standpoint} initial={initialOf(as)} size="lg" />
                    <span className="truncate">{as}</span>
                  </h2>
                  <p className="text-sm text-ink-2">
                    <WhoLine as={as} noun={noun} none={lists[side]?.all === 0} />
                  </p>
                </div>
                <p className="grid justify-items-end">
                  <b className={`font-mono text-2xl leading-none ${text}`}>
                    {lists[side]?.total.toLocaleString('en') ?? '–'}
                  </b>
                  <span className="text-sm text-ink-2">{noun}</span>
                </p>
              </header>
              {answer && !answer.data.ok ? (
                <div className="p-4">
                  <Trouble error={answer.data.error} onRetry={() => void answer.refetch()} />
                </div>
              ) : null}
              {lists[side] ? (
                <ul>
                  {rows.map(({ name, seen }) => (
                    <li key={name} className="border-b border-line last:border-b-0">
                      <Seen name={name} seen={seen[side] === true} to={pageIn(kind, name, as)} />
                    </li>
                  ))}
                </ul>
              ) : null}
            </section>
          )
        })}
      </div>
      {cut ? (
        <p className="mt-3 text-ink-2">
          The first {comparedAtMost} by name stand here. A search brings the others.
        </p>
      ) : null}
    </>
  )
}

/** Whom the registry takes a persona for; where it sees nothing, why. */
function WhoLine({ as, noun, none }: { as: string; noun: string; none: boolean }) {
  const { data } = useQuery(whoamiQuery(as))
  if (!data?.ok) return null
  return none ? sayNothing(as, noun, data.value) : sayWhoami(as, data.value)
}

function Seen({ name, seen, to }: { name: string; seen: boolean; to: string }) {
  const row = 'flex h-9 items-center gap-3 px-5'
  if (seen) {
    return (
      <Link to={to} title={name} className={`${row} -outline-offset-3 hover:bg-sunk`}>
        <span className="truncate">{name}</span>
      </Link>
    )
  }
  return (
    <span className={`${row} hatch text-ink-2`}>
      <span title={name} className="min-w-0 flex-1 truncate line-through">
        {name}
      </span>
      <span className="text-xs">hidden</span>
    </span>
  )
}
