import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'

import type { McpReply } from '#bff'

import { paths } from '../../paths.ts'
import { Json } from '../../ui/Json.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { AnswerHead } from '../AnswerHead.tsx'
import { Verbatim } from '../Verbatim.tsx'

/** The answer to one persona's request: its verdict, what it holds, and how it stood on the wire. */
export function ReplyPanel({
  reply,
  label,
  children,
}: {
  reply: McpReply
  /** The persona's name. */
  label: string
  /** The result to be read. */
  children: ReactNode
}) {
  const { result } = reply
  const [view, setView] = useState('rendered')
  const tabs = [
    result && { id: 'rendered', label: 'Rendered', content: children },
    result && { id: 'json', label: 'JSON', content: <Json value={result} label="Result" /> },
    { id: 'verbatim', label: 'Verbatim', content: <Verbatim answer={reply} /> },
  ].filter((tab) => tab !== undefined)
  return (
    <section
      aria-label={`Answer to ${label}`}
      className="min-w-0 rounded-panel border border-line bg-panel"
    >
      <header className="grid gap-2 border-b border-line px-5 py-4">
        <AnswerHead answer={reply} />
      </header>
      <div className="px-5 py-3">
        <Tabs label={`Answer to ${label}`} tabs={tabs} value={view} onChange={setView} />
      </div>
      <footer className="border-t border-line px-5 py-3 text-right text-sm">
        <Link to={paths.wire(reply.exchange)} className="text-ink-2 underline hover:text-ink">
          See it on the wire
        </Link>
      </footer>
    </section>
  )
}
