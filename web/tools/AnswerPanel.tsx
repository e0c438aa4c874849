import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'

import type { CallView, PersonaView, PolicyView, ToolView } from '#bff'

import { paths } from '../paths.ts'
import { Json } from '../ui/Json.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { Wire } from '../ui/Wire.tsx'
import { AnswerHead } from './AnswerHead.tsx'
import { answerText, isEmptyResult } from './answerText.ts'
import { Content } from './Content.tsx'
import { OutputAdvice } from './OutputAdvice.tsx'
import { Verbatim } from './Verbatim.tsx'
import { Why } from './Why.tsx'
import { WrongEndpoint } from './WrongEndpoint.tsx'

/** One answer: the verdict in words, what the wire said, and the answer in every form it has. */
export function AnswerPanel({
  call,
  tool,
  policy,
  claims,
  children,
}: {
  call: CallView
  tool: ToolView | undefined
  policy: PolicyView
  /** Of the persona that called, as far as they are known. */
  claims: PersonaView['claims']
  /** What can be done with it: replay, replay as someone else. */
  children: ReactNode
}) {
  return (
    <section aria-label="Answer" className="min-w-0 rounded-panel border border-line bg-panel">
      <header className="grid gap-2 border-b border-line px-5 py-4">
        <AnswerHead answer={call} />
        <WrongEndpoint call={call} />
        <Why key={call.id} call={call} policy={policy} claims={claims} />
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
    { id: 'verbatim', label: 'Verbatim', content: <Verbatim answer={call} /> },
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
