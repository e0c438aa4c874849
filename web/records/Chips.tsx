/** Short words in a row: tags, labels. What does not fit is counted, and told in the tooltip. */
export function Chips({
  words,
  label,
  most = 3,
}: {
  words: readonly string[]
  label: string
  most?: number
}) {
  if (words.length === 0) return <span className="text-ink-3">–</span>
  const rest = words.slice(most)
  return (
    <ul aria-label={label} className="flex flex-wrap gap-1">
      {words.slice(0, most).map((word) => (
        <li
          key={word}
          title={word}
          className="max-w-40 truncate rounded-control bg-sunk px-1.5 font-mono text-sm"
        >
          {word}
        </li>
      ))}
      {rest.length > 0 ? (
        <li title={rest.join(', ')} className="px-1 text-sm text-ink-2">
          +{rest.length}
        </li>
      ) : null}
    </ul>
  )
}
