import { Link } from 'react-router'

import type { GatewayView, UpstreamView } from '#bff'

import { paths } from '../paths.ts'
import { Latency } from '../ui/Latency.tsx'
import { OutcomeIcon } from '../ui/OutcomeIcon.tsx'
import { sayUpstream } from './sayUpstream.ts'

const kinds: Record<UpstreamView['kind'], string> = {
  gateway: 'gateway',
  idp: 'identity provider',
  registry: 'agent registry',
  runtime: 'runtime',
}

/** One thing that the console talks to: whether it answers, and why not. */
export function UpstreamRow({
  upstream: { label, kind, state, ms, reason },
  gateway,
}: {
  upstream: UpstreamView
  gateway: GatewayView | undefined
}) {
  const ready = state === 'ready'
  return (
    <li className="flex min-h-12 items-center gap-3 border-b border-line px-4 py-2 last:border-0">
      <OutcomeIcon
        outcome={ready ? 'allowed' : 'unreachable'}
        className={`size-5 ${ready ? 'text-allowed' : 'text-gone'}`}
      />
      <div className="min-w-0 flex-1">
        <p>
          <b className="wrap-anywhere">
            {gateway === undefined ? (
              label
            ) : (
              <Link
                to={paths.gateway(gateway.id)}
                className="underline decoration-line-strong hover:decoration-current"
              >
                {label}
              </Link>
            )}
          </b>{' '}
          <span className="text-sm text-ink-2">{kinds[kind]}</span>
        </p>
        {gateway === undefined ? null : (
          <p className="font-mono text-sm wrap-anywhere text-ink-2">{gateway.url}</p>
        )}
        {reason === undefined ? null : <p className="text-sm wrap-anywhere text-ink-2">{reason}</p>}
      </div>
      <span className={`text-sm ${ready ? 'text-ink-2' : 'font-bold text-gone'}`}>
        {ready ? <Latency ms={ms} /> : sayUpstream(state)}
      </span>
    </li>
  )
}
