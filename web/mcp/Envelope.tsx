import type { EnvelopeView } from '#bff'

import { Json } from '../ui/Json.tsx'
import { Properties } from '../ui/Properties.tsx'
import { sayClaim } from './sayClaim.ts'

type Of<Kind extends EnvelopeView['kind']> = Extract<EnvelopeView, { kind: Kind }>

/** A session id taken apart as far as it can be, with what that means in a sentence. Ids in it are shortened. */
export function Envelope({ envelope }: { envelope: EnvelopeView }) {
  return (
    <section aria-label="Session envelope" className="grid min-w-0 gap-2 text-sm">
      <p>
        <b>{words[envelope.kind]}</b> <span className="text-ink-2">{envelope.sentence}</span>
      </p>
      {envelope.kind === 'json' ? <Targets envelope={envelope} /> : null}
      {envelope.kind === 'jwt' ? <Claims envelope={envelope} /> : null}
    </section>
  )
}

const words: Record<EnvelopeView['kind'], string> = {
  json: 'Readable envelope.',
  jwt: 'JSON Web Token.',
  plain: 'The server’s own id.',
  opaque: 'Opaque.',
}

const head = 'border-b border-line px-3 py-1 text-left font-normal text-ink-2'

function Targets({ envelope: { targets, json } }: { envelope: Of<'json'> }) {
  const endpoints = targets.some(({ endpoint }) => endpoint !== undefined)
  return (
    <>
      {targets.length === 0 ? (
        <p className="text-ink-2">It names no target.</p>
      ) : (
        <div className="overflow-x-auto rounded-control border border-line">
          <table className="w-full border-collapse">
            <thead>
              <tr>
                <th className={head}>Target</th>
                <th className={head}>Session there</th>
                {endpoints ? <th className={head}>Pinned to</th> : null}
              </tr>
            </thead>
            <tbody className="font-mono">
              {targets.map(({ target, session, endpoint }) => (
                <tr key={target}>
                  <td className="px-3 py-1 font-bold">{target}</td>
                  <td className="px-3 py-1">
                    {session ?? <i className="font-sans">none given</i>}
                  </td>
                  {endpoints ? <td className="px-3 py-1">{endpoint ?? '–'}</td> : null}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <details>
        <summary className="w-fit text-ink-2">As JSON</summary>
        <Json value={json} label="Session envelope as JSON" />
      </details>
    </>
  )
}

function Claims({ envelope: { header, claims } }: { envelope: Of<'jwt'> }) {
  return (
    <div className="rounded-control bg-sunk px-3 py-2 font-mono">
      <Properties rows={[...rows(header), ...rows(claims)]} />
    </div>
  )
}

const rows = (from: Record<string, unknown>) =>
  Object.entries(from).map(([name, value]) => [name, sayClaim(name, value)] as const)
