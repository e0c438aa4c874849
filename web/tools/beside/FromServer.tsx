import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'

import type { McpNotice } from '#bff'

import { noticesQuery } from '../../mcp/fromServer.ts'
import { ClockTime } from '../../ui/time.tsx'
import { useToast } from '../../ui/toast.tsx'
import { sayNotice } from './sayNotice.ts'

/** More are kept by the console server; nobody reads them here. */
const shownAtMost = 50

/** What a gateway's servers sent without being asked, newest first; that a list changed is said aloud. */
export function FromServer({ gateway, label }: { gateway: string; label: string }) {
  const { data } = useQuery(noticesQuery)
  if (!data) return null
  return <Fold notices={data.filter((notice) => notice.gateway === gateway)} label={label} />
}

function Fold({ notices, label }: { notices: readonly McpNotice[]; label: string }) {
  useSayChanges(
    notices.find(({ kind }) => kind === 'list_changed'),
    label,
  )
  if (notices.length === 0) return null
  return (
    <details className="min-w-0 rounded-panel border border-line bg-panel px-4 py-2">
      <summary className="w-fit">
        From the server <span className="text-ink-2">{notices.length}</span>
      </summary>
      <ol aria-label="From the server" className="grid gap-1 py-2 text-sm">
        {notices.slice(0, shownAtMost).map((notice) => (
          <li key={notice.id} className="flex flex-wrap gap-x-3 border-t border-line pt-1">
            <span className="text-ink-2">
              <ClockTime iso={notice.at} />
            </span>
            <span className="text-ink-2">{notice.persona}</span>
            <span className="min-w-40 flex-1 wrap-anywhere" title={notice.method}>
              {sayNotice(notice)}
            </span>
          </li>
        ))}
      </ol>
    </details>
  )
}

/** What stood there when the page opened is old news. */
function useSayChanges(newest: McpNotice | undefined, label: string) {
  const say = useToast()
  const said = useRef(newest?.id)
  useEffect(() => {
    if (!newest || newest.id === said.current) return
    said.current = newest.id
    say(`${label}: ${sayNotice(newest)}`)
  }, [newest, label, say])
}
