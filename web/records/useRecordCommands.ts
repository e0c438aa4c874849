import { useMemo } from 'react'
import { useNavigate } from 'react-router'

import type { RecordView, RegistryView } from '#bff'

import { type Command, useCommands } from '../commands.ts'
import { paths } from '../paths.ts'
import { pageOfObject } from './where.ts'
import { whyNoChat } from './whyNoChat.ts'

/** More than this would bury the other commands; a search brings the rest into the list first. */
const atMost = 50

/** The records of the page by name in the palette, and those that can be asked, for as long as they are there. */
export function useRecordCommands(
  records: readonly RecordView[],
  registry: RegistryView,
  as: string,
): void {
  const navigate = useNavigate()
  useCommands(
    useMemo(
      () =>
        records.slice(0, atMost).flatMap((record): Command[] => {
          const { object } = record
          const { name, namespace } = object.metadata
          const to = pageOfObject(object, as)
          if (to === undefined) return []
          const asked = object.kind === 'Deployment' && whyNoChat(record, registry) === undefined
          const chat = {
            id: `chat ${namespace ?? ''} ${name}`,
            label: `Chat with ${name}`,
            group: 'Chat',
            run: () => void navigate(paths.chat(name, { as, namespace })),
          }
          return [
            {
              id: `record ${object.kind} ${namespace ?? ''} ${name}`,
              label: `Open ${name}`,
              group: object.kind,
              run: () => void navigate(to),
            },
            ...(asked ? [chat] : []),
          ]
        }),
      [records, registry, as, navigate],
    ),
  )
}
