import type { ReactNode } from 'react'
import { Link } from 'react-router'

import type { RecordDetail, RegistryKind } from '#bff'

import { paths } from '../paths.ts'
import { Chips } from '../records/Chips.tsx'
import { imageOf, textAt } from '../records/read.ts'
import { CopyButton } from '../ui/CopyButton.tsx'
import { Properties } from '../ui/Properties.tsx'
import { RelativeTime } from '../ui/time.tsx'
import { labelsOf } from './catalogColumns.tsx'

/** What a record says of itself, and its tags to switch between. */
export function RecordFacts({
  kind,
  detail,
  as,
}: {
  kind: RegistryKind
  detail: RecordDetail
  as: string
}) {
  const { metadata, spec } = detail.object
  const image = imageOf(detail.object)
  const model = textAt(spec, 'modelName') ?? textAt(spec, 'model')
  const provider = textAt(spec, 'modelProvider') ?? textAt(spec, 'provider')
  const repository = (field: string) => textAt(spec, 'source', 'repository', field)
  const rows: [string, ReactNode][] = []
  const add = (label: string, value: ReactNode) => {
    if (value !== undefined && value !== null) rows.push([label, value])
  }
  add('Title', textAt(spec, 'title'))
  add('Image', image === undefined ? undefined : <Copied text={image} label="image" />)
  add('Repository', repository('url'))
  add('Branch', repository('branch') ?? repository('commit'))
  add('Folder', repository('subfolder'))
  add('Model', [provider, model].filter(Boolean).join(' · ') || undefined)
  add('Labels', <Chips words={labelsOf(detail)} label="Labels" most={20} />)
  add('Namespace', metadata.namespace ?? 'default')
  add('Created', metadata.createdAt && <RelativeTime iso={metadata.createdAt} />)
  add('Updated', metadata.updatedAt && <RelativeTime iso={metadata.updatedAt} />)
  return (
    <aside aria-label="About this record" className="grid min-w-0 content-start gap-6">
      {detail.tags && detail.tags.length > 0 ? (
        <nav aria-label="Tags" className="grid gap-2">
          <h2 className="text-sm font-bold text-ink-2">Tags</h2>
          <ul className="flex flex-wrap gap-2">
            {detail.tags.map((tag) => (
              <li key={tag}>
                <Link
                  to={paths.record(kind, metadata.name, { as, namespace: metadata.namespace, tag })}
                  preventScrollReset
                  aria-current={tag === metadata.tag ? 'true' : undefined}
                  className="inline-flex min-h-8 items-center rounded-control border border-line-strong bg-panel px-2.5 font-mono text-sm hover:bg-sunk aria-[current=true]:border-ink aria-[current=true]:bg-ink aria-[current=true]:text-paper"
                >
                  {tag}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
      <Properties rows={rows} />
    </aside>
  )
}

function Copied({ text, label }: { text: string; label: string }) {
  return (
    <span className="flex items-start gap-1">
      <code className="min-w-0 font-mono text-sm wrap-anywhere">{text}</code>
      <CopyButton text={text} label={label} />
    </span>
  )
}
