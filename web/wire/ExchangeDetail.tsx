import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'

import type { ExchangeView } from '#bff'

import { ApiError } from '../api/ApiError.ts'
import { exchangeQuery } from '../api/queries.ts'
import { usePersonas } from '../session/queries.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { Latency } from '../ui/Latency.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import { Wire } from '../ui/Wire.tsx'
import { toCurl } from './curl.ts'
import { Frames } from './Frames.tsx'
import { Headers } from './Headers.tsx'
import { ExchangeStatus } from './status.tsx'

/** One exchange, whole: what was sent and what came back, as it was on the wire, secrets withheld. */
export function ExchangeDetail({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(exchangeQuery(id))
  if (error instanceof ApiError)
    return <ProblemNotice error={error} onRetry={() => void refetch()} />
  return data ? <Detail exchange={data} /> : <Skeleton className="h-40 w-full" />
}

function Detail({ exchange }: { exchange: ExchangeView }) {
  const [tab, setTab] = useState('answer')
  const personas = usePersonas()
  const mint = personas.find(({ id }) => id === exchange.persona)?.mint
  const curl = toCurl(exchange, mint)
  return (
    <article aria-label={exchange.label} className="grid min-w-0 gap-3">
      <header className="grid gap-1">
        <p className="font-mono text-sm wrap-anywhere">
          <b>{exchange.method}</b> {exchange.url}
        </p>
        <p className="flex flex-wrap items-baseline gap-x-4 text-sm text-ink-2">
          <span className="font-mono">
            <ExchangeStatus exchange={exchange} />
          </span>
          {exchange.persona === undefined ? null : <span>as {exchange.persona}</span>}
          <Latency label="first byte" ms={exchange.firstByteMs} />
          <Latency label="whole" ms={exchange.ms} />
        </p>
      </header>
      {exchange.error ? (
        <Notice tone="gone" title={exchange.error.message}>
          <code className="font-mono text-sm">{exchange.error.code}</code>
        </Notice>
      ) : null}
      <Tabs
        label="Parts of the exchange"
        value={tab}
        onChange={setTab}
        tabs={[
          { id: 'answer', label: 'Answer', content: <Answer exchange={exchange} /> },
          { id: 'request', label: 'Request', content: <Request exchange={exchange} /> },
          ...(exchange.frames.length > 0
            ? [
                {
                  id: 'frames',
                  label: `Frames (${exchange.frames.length})`,
                  content: <Frames frames={exchange.frames} />,
                },
              ]
            : []),
          { id: 'curl', label: 'curl', content: <Wire text={curl} label="the curl command" /> },
        ]}
      />
      <p className="-mt-1 -ml-2">
        <CopyButton text={curl} label="as curl">
          Copy as curl
        </CopyButton>
      </p>
    </article>
  )
}

function Answer({ exchange }: { exchange: ExchangeView }) {
  const { responseHeaders, responseBody, truncated, state } = exchange
  return (
    <div className="grid gap-3">
      <Headers headers={responseHeaders} label="Answer headers" />
      {responseBody === null || responseBody === '' ? (
        <p className="text-sm text-ink-2">
          {state === 'open' ? 'The answer is still on its way.' : 'The answer had no body.'}
        </p>
      ) : (
        <Wire text={responseBody} label="the answer's body" />
      )}
      {truncated ? (
        <p className="text-sm text-failed">Cut: the body is longer than is kept.</p>
      ) : null}
    </div>
  )
}

function Request({ exchange }: { exchange: ExchangeView }) {
  return (
    <div className="grid gap-3">
      <Headers headers={exchange.requestHeaders} label="Request headers" />
      {exchange.requestBody === null ? (
        <p className="text-sm text-ink-2">The request had no body.</p>
      ) : (
        <Wire text={exchange.requestBody} label="the request's body" />
      )}
    </div>
  )
}
