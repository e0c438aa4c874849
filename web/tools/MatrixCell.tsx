import { Link } from 'react-router'

import type { CallView } from '#bff'

import { writeArguments } from '../mcp/argumentsText.ts'
import type { Listing } from '../mcp/union.ts'
import { paths } from '../paths.ts'
import { VerdictBadge } from '../ui/VerdictBadge.tsx'
import { disagreement } from './probe.ts'

const words: Record<Listing, string> = { listed: 'listed', hidden: 'hidden', unknown: '–' }

/** One tool as one persona: what the list says, or after a call the verdict, which opens the call. */
export function MatrixCell({
  label,
  listing,
  call,
}: {
  label: string
  listing: Listing
  call: CallView | undefined
}) {
  const ground = listing === 'hidden' ? 'hatch' : ''
  if (!call)
    return (
      <td className={`px-4 py-1.5 ${ground} ${listing === 'listed' ? '' : 'text-ink-2'}`}>
        {words[listing]}
      </td>
    )
  const against = disagreement(listing, call)
  const { gateway, persona, tool, id } = call
  return (
    <td
      className={`px-2 py-1 ${ground} ${against === 'hole' ? 'outline-3 -outline-offset-3 outline-failed' : ''}`}
    >
      <Link
        aria-label={`${label}: ${call.verdict.words}${against ? `, ${against}` : ''}`}
        to={paths.tools({
          gateway,
          as: persona,
          tool,
          args: writeArguments(call.arguments),
          call: id,
        })}
        className="flex flex-wrap items-center gap-x-2 rounded-control px-2 py-0.5 whitespace-nowrap hover:bg-sunk"
      >
        <VerdictBadge verdict={call.verdict} size="sm" />
        {against ? <b className="text-sm">{against}</b> : null}
      </Link>
    </td>
  )
}
