/** Header lines in the order in which they were sent; their count stands for them until opened. */
export function Headers({
  headers,
  label,
}: {
  headers: readonly [string, string][]
  label: string
}) {
  if (headers.length === 0) return <p className="text-sm text-ink-2">{label}: none</p>
  return (
    <details open={headers.length <= 8}>
      <summary className="w-fit text-sm text-ink-2">
        {label} ({headers.length})
      </summary>
      <dl className="mt-1 grid grid-cols-[minmax(0,max-content)_minmax(0,1fr)] gap-x-4 font-mono text-sm">
        {headers.map(([name, value], index) => (
          // A header may occur twice and the list never changes its order, so its place is its key.
          <div key={`${index}-${name}`} className="col-span-2 grid grid-cols-subgrid">
            <dt className="text-ink-2">{name}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
