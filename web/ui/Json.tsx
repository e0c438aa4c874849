import { isExact } from '../api/exactJson.ts'
import { ScrollBox } from './ScrollBox.tsx'

/**
 * A JSON value to read and fold. Every object is a `<details>`, so keyboard and find-in-page work
 * as the browser does them. Types are told apart by form first: quotes, weight and slant.
 */
export function Json({ value, label }: { value: unknown; label: string }) {
  return (
    <ScrollBox
      label={label}
      standing="group"
      className="max-h-96 overflow-auto rounded-control bg-sunk px-3 py-2 font-mono text-sm"
    >
      <Node value={value} depth={0} />
    </ScrollBox>
  )
}

function Node({ name, value, depth }: { name?: string; value: unknown; depth: number }) {
  const key = name === undefined ? null : <span className="text-ink-2">{name}: </span>
  if (!isBranch(value)) {
    return (
      <div className="py-px pl-5 wrap-anywhere whitespace-pre-wrap">
        {key}
        <Leaf value={value} />
      </div>
    )
  }
  const list = Array.isArray(value)
  const entries = Object.entries(value)
  return (
    <details open={depth < 2 || entries.length < 4}>
      <summary className="w-fit py-px marker:text-ink-3">
        {key}
        <span className="text-ink-3">
          {list ? `[ ${entries.length} ]` : `{ ${entries.length} }`}
        </span>
      </summary>
      <div className="ml-1.5 border-l border-line pl-2">
        {entries.map(([each, inner]) => (
          <Node key={each} name={each} value={inner} depth={depth + 1} />
        ))}
      </div>
    </details>
  )
}

const isBranch = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !isExact(value) && Object.keys(value).length > 0

function Leaf({ value }: { value: unknown }) {
  if (typeof value === 'string') return <span>{JSON.stringify(value)}</span>
  if (typeof value === 'number') return <b>{value}</b>
  if (isExact(value)) return <b>{value.rawJSON}</b>
  if (typeof value === 'boolean') return <b className="text-ink-2">{String(value)}</b>
  return <i className="text-ink-3">{JSON.stringify(value)}</i>
}
