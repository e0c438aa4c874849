import type { ReactNode } from 'react'
import { Link } from 'react-router'

import type { AuditEntry } from '#bff'

import { paths } from '../../paths.ts'
import { useSession } from '../../session/queries.ts'
import { sayDuration } from '../../ui/duration.ts'
import { Properties } from '../../ui/Properties.tsx'
import { OwnLine } from '../log/OwnLine.tsx'

const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' })
const listed = {
  listed: 'yes',
  hidden: 'no',
  unknown: 'not known: the list could not be read',
} as const

/** All that is kept of one call, the ways on from it, and what the gateway itself wrote of it. */
export function EntryDetail({ entry }: { entry: AuditEntry }) {
  const { operator } = useSession()
  const own = operator.subject === entry.operator.subject
  const { gateway, persona, tool, exchange } = entry
  const again = paths.tools({ gateway, as: persona, tool, ...(own ? { call: entry.id } : {}) })
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 pt-2">
      <Properties
        rows={[
          ['Called', full.format(new Date(entry.at))],
          ['Operator', `${entry.operator.name} (${entry.operator.subject})`],
          ['Persona', persona],
          [
            'Gateway',
            <Link key="gateway" to={paths.gateway(gateway)} className="underline">
              {gateway}
            </Link>,
          ],
          ['Verdict', entry.words],
          ['In the list', listed[entry.listed]],
          ['HTTP status', entry.status ?? 'no answer arrived'],
          ...said(entry),
          ['Took', sayDuration(entry.ms)],
          ['MCP session', entry.session ?? 'none'],
        ]}
      />
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        {own && exchange !== undefined ? (
          <Link to={paths.wire(exchange)} className="underline">
            What went over the wire
          </Link>
        ) : null}
        <Link to={again} className="underline">
          {own ? 'The same call in Tools' : 'This tool in Tools'}
        </Link>
      </div>
      {own ? null : (
        <p className="text-sm text-ink-2">
          Arguments, answer and exchange belong to {entry.operator.name}, who made the call.
        </p>
      )}
      <OwnLine entry={entry} />
    </div>
  )
}

function said({ code, message }: AuditEntry): [string, ReactNode][] {
  const rows: [string, ReactNode][] = []
  if (code !== undefined) rows.push(['JSON-RPC code', code])
  if (message !== undefined)
    rows.push([
      'It said',
      <code key="message" className="font-mono text-sm wrap-anywhere">
        {message}
      </code>,
    ])
  return rows
}
