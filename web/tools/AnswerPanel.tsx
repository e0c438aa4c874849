import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'

import type { CallView, PolicyView, ToolView } from '#bff'

import { paths } from '../paths.ts'
import { sayDuration } from '../ui/duration.ts'
import { Json } from '../ui/Json.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { RelativeTime } from '../ui/time.tsx'
import { VerdictBadge } from '../ui/VerdictBadge.tsx'
import { Wire } from '../ui/Wire.tsx'
import { answerText, isEmptyResult } from './answerText.ts'
import { Content } from './Content.tsx'
import { OutputAdvice } from './OutputAdvice.tsx'
import { Why } from './Why.tsx'

const reached = {
  nowhere: 'never left the console server',
  gateway: 'never reached the upstream',
  upstream: 'reached the upstream',
}

/** One answer: the verdict in words, what the wire said, and the answer in every form it has. */
export function AnswerPanel({
  call,
  tool,
  policy,
  children,
}: {
  call: CallView
  tool: ToolView | undefined
  policy: PolicyView
  /** What can be done with it: replay, replay as someone else. */
  children: ReactNode
}) {
  const { verdict } = call
  return (
    <section aria-label="Answer" className="min-w-0 rounded-panel border border-line bg-panel">
      <header className="grid gap-2 border-b border-line px-5 py-4">
        <div
          data-answer
          className="flex scroll-mt-22 scroll-mb-52 flex-wrap items-center justify-between gap-x-4"
        >
          <span className="stage:hidden">
            <VerdictBadge verdict={verdict} />
          </span>
          <span className="hidden stage:block">
            <VerdictBadge verdict={verdict} size="lg" />
          </span>
          <span className="text-sm text-ink-2">
            <RelativeTime iso={call.at} />
          </span>
        </div>
        <output className="block">{verdict.sentence}</output>
        <Facts call={call} />
        {verdict.hint ? <p className="text-ink-2">{verdict.hint}</p> : null}
        {verdict.outcome === 'refused' ? <Why policy={policy} /> : null}
      </header>
      <div className="px-5 py-3">
        <Views key={call.id} call={call} tool={tool} />
      </div>
      <footer className="flex flex-wrap items-center gap-2 border-t border-line px-5 py-3">
        {children}
        <Link
          to={paths.wire(call.exchange)}
          className="ml-auto py-1 text-sm text-ink-2 underline hover:text-ink"
        >
          See it on the wire
        </Link>
      </footer>
    </section>
  )
}

function Facts({ call }: { call: CallView }) {
  const { status, verdict } = call
  return (
    <p className="flex flex-wrap gap-x-4 font-mono text-sm text-ink-2">
      <span>{status === null ? 'no HTTP answer' : `HTTP ${status}`}</span>
      <span>{sayDuration(call.ms)}</span>
      {verdict.code === undefined ? null : <span>{verdict.code}</span>}
      <span className="font-sans">{reached[verdict.reached]}</span>
    </p>
  )
}

/** Every form that this answer has. Keyed by the call: a new answer is read from the start. */
function Views({ call, tool }: { call: CallView; tool: ToolView | undefined }) {
  const { result } = call
  const structured = result?.structuredContent
  const [view, setView] = useState(result ? 'rendered' : 'verbatim')
  const rendered = isEmptyResult(result) ? (
    <p className="text-ink-2">The tool answered, and its answer is empty.</p>
  ) : (
    result && <Content result={result} />
  )
  const tabs = [
    result && { id: 'rendered', label: 'Rendered', content: rendered },
    result && {
      id: 'text',
      label: 'Text',
      content: <Wire text={answerText(call)} label="Answer as text" />,
    },
    structured !== undefined && {
      id: 'structured',
      label: 'Structured',
      content: <Json value={structured} label="Structured content" />,
    },
    result && { id: 'json', label: 'JSON', content: <Json value={result} label="Result" /> },
    { id: 'verbatim', label: 'Verbatim', content: <Verbatim call={call} /> },
    { id: 'request', label: 'Request', content: <Request call={call} /> },
  ].filter((tab) => tab !== undefined && tab !== false)
  return (
    <>
      <Tabs label="Answer" tabs={tabs} value={view} onChange={setView} />
      {structured !== undefined && tool?.outputSchema ? (
        <OutputAdvice schema={tool.outputSchema} value={structured} />
      ) : null}
    </>
  )
}

function Verbatim({ call }: { call: CallView }) {
  if (call.body === '')
    return (
      <p className="text-ink-2">No body came. {call.status === null ? 'No answer did.' : ''}</p>
    )
  return (
    <div className="grid gap-2">
      <Wire text={call.body} label="the gateway's body" />
      <p className="text-sm text-ink-2">
        {call.contentType ?? 'no content type'}
        {call.bodyTruncated ? ', cut at 1 MiB' : ', byte for byte'}
      </p>
    </div>
  )
}

function Request({ call }: { call: CallView }) {
  const params = { name: call.tool, arguments: call.arguments }
  return (
    <div className="grid gap-2">
      <Wire
        text={JSON.stringify({ method: 'tools/call', params }, null, 2)}
        label="the request's method and parameters"
      />
      <p className="text-sm text-ink-2">
        As {call.persona}. The whole request with its headers is{' '}
        <Link className="underline" to={paths.wire(call.exchange)}>
          on the wire
        </Link>
        .
      </p>
    </div>
  )
}
