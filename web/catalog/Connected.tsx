import type { RecordView } from '#bff'

import { RecordLink } from '../records/RecordLink.tsx'
import { Section } from '../records/Section.tsx'
import { pageOfObject, pageOfReference } from '../records/where.ts'
import { Properties } from '../ui/Properties.tsx'
import { connectionsOf } from './connections.ts'

/** What a record is connected to, in both directions. */
export function Connected({
  record,
  related,
  as,
}: {
  record: RecordView
  related: readonly RecordView[]
  as: string
}) {
  const { endpoints, references } = connectionsOf(record.object)
  const users = related.filter(({ object }) => object.kind !== 'Deployment')
  if (endpoints.length + references.length + users.length === 0) return null
  return (
    <Section title="Connections">
      <div className="grid gap-3 rounded-panel border border-line bg-panel p-4">
        {endpoints.length === 0 ? null : (
          <Properties
            rows={endpoints.map(({ label, value }) => [
              label,
              <code key={label} className="font-mono text-sm">
                {value}
              </code>,
            ])}
          />
        )}
        <ul className="grid gap-1 empty:hidden">
          {references.map(({ field, reference }) => (
            <li key={`${field} ${reference.name} ${reference.tag}`}>
              names {reference.kind}{' '}
              <b>
                <RecordLink to={pageOfReference(reference, as)} name={reference.name} />
              </b>{' '}
              <span className="font-mono text-sm text-ink-2">{reference.tag}</span>
            </li>
          ))}
          {users.map(({ object }) => (
            <li key={`${object.kind} ${object.metadata.name} ${object.metadata.tag ?? ''}`}>
              named by {object.kind}{' '}
              <b>
                <RecordLink to={pageOfObject(object, as)} name={object.metadata.name} />
              </b>{' '}
              <span className="font-mono text-sm text-ink-2">{object.metadata.tag}</span>
            </li>
          ))}
        </ul>
      </div>
    </Section>
  )
}
