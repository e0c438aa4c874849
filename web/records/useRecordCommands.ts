import { useMemo } from 'react'
import { useNavigate } from 'react-router'

import type { RecordView } from '#bff'

import { type Command, useCommands } from '../commands.ts'
import { pageOfObject } from './where.ts'

/** More than this would bury the other commands; a search brings the rest into the list first. */
const atMost = 50

/** The records of the page by name in the palette, for as long as they are on the page. */
export function useRecordCommands(records: readonly RecordView[], as: string): void {
  const navigate = useNavigate()
  useCommands(
    useMemo(
      () =>
        records.slice(0, atMost).flatMap(({ object }): Command[] => {
          const { name, namespace } = object.metadata
          const to = pageOfObject(object, as)
          if (to === undefined) return []
          return [
            {
              id: `record ${object.kind} ${namespace ?? ''} ${name}`,
              label: `Open ${name}`,
              group: object.kind,
              run: () => void navigate(to),
            },
          ]
        }),
      [records, as, navigate],
    ),
  )
}
