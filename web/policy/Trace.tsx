import type { CallView } from '#bff'

import { Notice } from '../ui/Notice.tsx'
import { compareTrace, type Explanation } from './explain.ts'

/** What the gateway's own trace said of the call, and whether it agrees with what was evaluated here. */
export function Trace({ call, said }: { call: CallView; said: Explanation }) {
  const { trace, untraced } = call
  if (!trace)
    return untraced === undefined ? null : <p className="text-ink-2">Not traced: {untraced}</p>
  const found = compareTrace(trace, said)
  return (
    <div className="grid gap-2" data-trace={found.says}>
      {found.says === 'nothing' ? (
        <p className="text-ink-2">The gateway’s own trace of this call names no decision.</p>
      ) : null}
      {found.says === 'same' ? (
        <p>
          <b className="text-allowed">Confirmed by the gateway’s own trace:</b> it decided{' '}
          <b>{found.result}</b>, and said of every rule what is said here.
        </p>
      ) : null}
      {found.says === 'otherwise' ? (
        <Notice
          tone="failed"
          title={`The gateway’s own trace says otherwise: it decided ${found.result}.`}
        >
          {found.rules.length === 0 ? (
            <p>No single rule differs, so it asked rules that it does not report.</p>
          ) : (
            <ul className="grid gap-1">
              {found.rules.map(({ expression, mode, matched }) => (
                <li key={`${mode} ${expression}`}>
                  For it this {mode} was <b>{matched ? 'true' : 'not true'}</b>:{' '}
                  <code className="font-mono wrap-anywhere">{expression}</code>
                </li>
              ))}
            </ul>
          )}
        </Notice>
      ) : null}
      {trace.steps.length > 0 ? (
        <details>
          <summary className="w-fit py-1 text-ink-2">Its {trace.steps.length} steps</summary>
          <ol className="grid gap-0.5 pt-1">
            {trace.steps.map(({ atMs, text }, index) => (
              // Two steps may be alike; their order is what tells them apart.
              <li
                key={`${index} ${text}`}
                className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-3"
              >
                <span className="text-end font-mono text-ink-2">{atMs.toFixed(2)} ms</span>
                <span className="wrap-anywhere">{text}</span>
              </li>
            ))}
          </ol>
        </details>
      ) : null}
    </div>
  )
}
