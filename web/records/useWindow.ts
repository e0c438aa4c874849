import { useQueries, useSuspenseQuery, type UseQueryResult } from '@tanstack/react-query'
import { useMemo, useState } from 'react'

import type { RecordList, RecordView, RegistryKind } from '#bff'

import type { ApiError } from '../api/ApiError.ts'
import { type ListState, toListQuery } from './address.ts'
import type { Answer } from './answer.ts'
import { listQuery, windowSize } from './queries.ts'

export interface RowWindow {
  /** The list as a whole; undefined where it could not be read. */
  list: RecordList | undefined
  error: ApiError | undefined
  /** The record of a row, or undefined while it is on its way. */
  at: (row: number) => RecordView | undefined
  /** All records that were read; the same array until one of them changes. */
  records: readonly RecordView[]
  /** Which rows are in sight; their windows are read. */
  see: (first: number, last: number) => void
  retry: () => void
}

/** Reads a list of any length in windows: the first at once, the others when they come into sight. */
export function useWindow(kind: RegistryKind, state: ListState, as: string): RowWindow {
  const [sight, setSight] = useState<readonly [number, number]>([0, 0])
  const page = (index: number) =>
    listQuery(kind, toListQuery(state, { as, offset: index * windowSize, limit: windowSize }))
  const first = useSuspenseQuery(page(0))
  const list = first.data.ok ? first.data.value : undefined
  const from = Math.max(1, sight[0])
  const last = Math.min(sight[1], Math.ceil((list?.total ?? 0) / windowSize) - 1)
  const pages = Array.from({ length: Math.max(0, last - from + 1) }, (_, index) => from + index)
  const others = useQueries({ queries: pages.map(page), combine: itemsOf })
  const records = useMemo(() => [...(list?.items ?? []), ...others.flat()], [list, others])
  return {
    list,
    error: first.data.ok ? undefined : first.data.error,
    at: (row) => {
      const index = Math.floor(row / windowSize)
      return (index === 0 ? list?.items : others[index - from])?.[row % windowSize]
    },
    records,
    see: (start, end) => {
      const next = [Math.floor(start / windowSize), Math.floor(end / windowSize)] as const
      if (next[0] !== sight[0] || next[1] !== sight[1]) setSight(next)
    },
    retry: () => void first.refetch(),
  }
}

const itemsOf = (windows: UseQueryResult<Answer<RecordList>>[]): (readonly RecordView[])[] =>
  windows.map(({ data }) => (data?.ok ? data.value.items : []))
