import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useSearchParams } from 'react-router'

import type { McpAsk } from '#bff'

import { paths } from '../paths.ts'
import { gatewaysQuery } from './queries.ts'

/** Says on every page that servers wait for an answer, and leads to where it is given. */
export function AskStrip({ asks }: { asks: readonly McpAsk[] }) {
  const { pathname } = useLocation()
  const [search] = useSearchParams()
  const { data: gateways = [] } = useQuery(gatewaysQuery)
  const here = pathname === paths.tools() ? (search.get('gateway') ?? gateways[0]?.id) : undefined
  const [first] = asks.filter(({ gateway }) => gateway !== here)
  if (!first) return null
  const { gateway, persona, kind } = first
  const label = gateways.find(({ id }) => id === gateway)?.label ?? gateway
  return (
    <output className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t-2 border-ink bg-panel px-4 py-2">
      <span>
        <b>{label}</b>{' '}
        {kind === 'sampling' ? `asks for a model’s answer, for ${persona}.` : `asks ${persona}.`}{' '}
        <span className="text-ink-2">Its server waits.</span>
      </span>
      <Link className="font-bold underline" to={paths.tools({ gateway, as: persona })}>
        Answer
      </Link>
    </output>
  )
}
