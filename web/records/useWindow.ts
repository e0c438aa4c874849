import { useQueries, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { RecordList, RecordView, RegistryKind } from '#bff'

import type { ApiError } from '../api/ApiError.ts'
import { type ListState, toListQuery } from './address.ts'
import { listQuery, windowSize } from './queries.ts'

export interface RowWindow {
  /** The list as a whole; undefined where it could not be read. */
  list: RecordList | undefined
  error: ApiError | undefined
  /** The record of a row, or undefined while it is on its way. */
  at: (row: number) => RecordView | undefined
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
  const [from, to] = sight
  const last = Math.min(to, Math.ceil((list?.total ?? 0) / windowSize) - 1)
  const pages = Array.from(
    { length: Math.max(0, last - Math.max(1, from) + 1) },
    (_, index) => Math.max(1, from) + index,
  )
  const others = useQueries({ queries: pages.map(page) })
  const items = new Map<number, readonly RecordView[]>([[0, list?.items ?? []]])
  pages.forEach((index, at) => {
    const data = others[at]?.data
    if (data?.ok) items.set(index, data.value.items)
  })
  return {
    list,
    error: first.data.ok ? undefined : first.data.error,
    at: (row) => items.get(Math.floor(row / windowSize))?.[row % windowSize],
    see: (start, end) => {
      const next = [Math.floor(start / windowSize), Math.floor(end / windowSize)] as const
      if (next[0] !== from || next[1] !== to) setSight(next)
    },
    retry: () => void first.refetch(),
  }
}
