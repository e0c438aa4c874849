import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'

import type { ChatTarget, RecordDetail } from '#bff'

import type { ApiError } from '../../api/ApiError.ts'
import type { Answer as Asked } from '../../records/answer.ts'
import type { Standpoint } from '../../ui/standpoint.ts'
import { chatTargetQuery } from '../queries.ts'
import { type Conversation, useConversation } from '../useConversation.ts'
import { detailQuery } from './queries.ts'

/** Where a side's questions go. */
export interface SidePlace {
  deployment: string
  namespace: string | undefined
  as: string
  /** The conversation's id. */
  id: string
}

/** One column: a Deployment, its record, and the conversation with it. */
export interface Side extends SidePlace {
  standpoint: Standpoint
  target: ChatTarget | undefined
  detail: RecordDetail | undefined
  /** Why its target or its record could not be read. */
  trouble: ApiError | undefined
  conversation: Conversation
}

/** By column. */
export const standpoints: readonly Standpoint[] = [0, 1, 2, 3]

/**
 * Follows the conversations of all places and gives them to `children` together. One component for each,
 * within each other: a component may not follow now two and now three.
 */
export function Sides({
  places,
  found = [],
  children,
}: {
  places: readonly SidePlace[]
  found?: readonly Side[]
  children: (sides: readonly Side[]) => ReactNode
}) {
  const [next, ...rest] = places
  if (!next) return children(found)
  return (
    <OneSide place={next} at={found.length}>
      {(side) => (
        <Sides places={rest} found={[...found, side]}>
          {children}
        </Sides>
      )}
    </OneSide>
  )
}

function OneSide({
  place,
  at,
  children,
}: {
  place: SidePlace
  at: number
  children: (side: Side) => ReactNode
}) {
  const { deployment, namespace, as, id } = place
  const { data: target } = useQuery(chatTargetQuery(deployment, { as, namespace }))
  const { data: detail } = useQuery(detailQuery(deployment, as, namespace))
  const conversation = useConversation({
    deployment,
    namespace,
    as: as === '' ? undefined : as,
    conversation: id,
  })
  return children({
    ...place,
    standpoint: standpoints[at] ?? 0,
    target: valueOf(target),
    detail: valueOf(detail),
    trouble: errorOf(target) ?? errorOf(detail),
    conversation,
  })
}

const valueOf = <T,>(asked: Asked<T> | undefined) => (asked?.ok ? asked.value : undefined)
const errorOf = (asked: Asked<unknown> | undefined) =>
  asked && !asked.ok ? asked.error : undefined

/** Why nothing can be asked of a side now; undefined where it can. */
export function whyNotAsked({ target, trouble, conversation }: Side): string | undefined {
  if (conversation.state === 'gone') return 'Its conversation is gone.'
  if (trouble) return trouble.message
  if (target && !target.available) return target.reason ?? 'It cannot be asked now.'
  return undefined
}
