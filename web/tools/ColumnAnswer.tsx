import { Link } from 'react-router'

import type { CallView, PersonaView, PolicyView } from '#bff'

import { writeArguments } from '../mcp/argumentsText.ts'
import { paths } from '../paths.ts'
import { sayDuration } from '../ui/duration.ts'
import { Skeleton } from '../ui/Skeleton.tsx'
import type { standpointClass } from '../ui/standpoint.ts'
import { RelativeTime } from '../ui/time.tsx'
import { useScrolls } from '../ui/useScrolls.ts'
import { VerdictBadge } from '../ui/VerdictBadge.tsx'
import { answerText, isEmptyResult } from './answerText.ts'
import type { Differences } from './diff.ts'
import { Why } from './Why.tsx'

type Colour = (typeof standpointClass)[0]

/** A column's answer: verdict, status, code, time, body. What differs wears the column's colour. */
export function ColumnAnswer({
  tool,
  answer,
  waiting,
  differences,
  colour,
  policy,
  claims,
}: {
  tool: string
  answer: CallView | undefined
  waiting: boolean
  differences: Differences | undefined
  colour: Colour
  policy: PolicyView
  /** Of the column's persona. */
  claims: PersonaView['claims']
}) {
  if (waiting)
    return (
      <div className="grid content-start gap-2 px-4 py-5">
        <Skeleton />
        <Skeleton className="h-4 w-full" />
      </div>
    )
  if (!answer)
    return (
      <p className="px-4 py-5 text-ink-2">
        {tool === '' ? 'Choose a tool above.' : 'Not sent yet.'}
      </p>
    )
  const { verdict, status } = answer
  const mark = (differs: boolean | undefined) =>
    differs ? `font-bold underline decoration-2 underline-offset-4 ${colour.text}` : 'text-ink-2'
  return (
    <div
      data-answer
      className="grid min-w-0 scroll-mt-48 scroll-mb-40 content-start gap-3 px-4 py-5 low:scroll-mt-34 low:scroll-mb-32 low:py-3"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="stage:hidden">
          <VerdictBadge verdict={verdict} />
        </span>
        <span className="hidden stage:block">
          <VerdictBadge verdict={verdict} size="lg" />
        </span>
        <span className="flex flex-wrap gap-x-3 font-mono text-sm">
          <span className={mark(differences?.status)}>
            {status === null ? 'no HTTP answer' : `HTTP ${status}`}
          </span>
          {verdict.code === undefined ? null : (
            <span className={mark(differences?.code)}>{verdict.code}</span>
          )}
          <span className="text-ink-2">{sayDuration(answer.ms)}</span>
        </span>
      </div>
      <p>{verdict.sentence}</p>
      {verdict.hint ? <p className="text-ink-2">{verdict.hint}</p> : null}
      <Body answer={answer} firstLine={differences?.firstLine} colour={colour} />
      <Why key={answer.id} call={answer} policy={policy} claims={claims} />
      <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-2">
        <RelativeTime iso={answer.at} />
        {answer.exchange === '' ? null : <Ways answer={answer} />}
      </p>
    </div>
  )
}

/** Tall enough to be pressed where such links stand below one another (WCAG 2.2, 2.5.8). */
const way = 'inline-flex min-h-6 items-center underline'

/** Onward from an answer that something upstream gave; a call that was never sent has no exchange. */
function Ways({ answer }: { answer: CallView }) {
  const { id, gateway, persona, tool } = answer
  const args = writeArguments(answer.arguments)
  return (
    <>
      <Link className={way} to={paths.tools({ gateway, as: persona, tool, args, call: id })}>
        Open the call
      </Link>
      <Link className={way} to={paths.wire(answer.exchange)}>
        On the wire
      </Link>
    </>
  )
}

/** The text of the answer with the first line that differs marked. */
function Body({
  answer,
  firstLine,
  colour,
}: {
  answer: CallView
  firstLine: number | undefined
  colour: Colour
}) {
  const { ref, tabIndex } = useScrolls<HTMLPreElement>()
  const lines = answerText(answer).split('\n')
  if (isEmptyResult(answer.result))
    return <p className="text-ink-2">The tool answered, and its answer is empty.</p>
  const before = lines.slice(0, firstLine ?? lines.length).join('\n')
  const line = firstLine === undefined ? undefined : (lines[firstLine] ?? '')
  const after = firstLine === undefined ? '' : lines.slice(firstLine + 1).join('\n')
  return (
    <pre
      ref={ref}
      tabIndex={tabIndex}
      role={tabIndex === 0 ? 'region' : undefined}
      aria-label={tabIndex === 0 ? `Answer to ${answer.persona}` : undefined}
      className="max-h-72 min-w-0 overflow-auto rounded-control bg-sunk px-3 py-2 font-mono text-sm wrap-anywhere whitespace-pre-wrap"
    >
      <code>
        {before}
        {line === undefined ? null : (
          <mark
            title="From here on the answers differ."
            className={`-mx-3 block border-l-4 pl-2 text-ink ${colour.wash} ${colour.edge}`}
          >
            {line === '' ? ' ' : line}
          </mark>
        )}
        {after}
      </code>
    </pre>
  )
}
