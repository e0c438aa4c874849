import { Link, useSearchParams } from 'react-router'

/** Table or cards; in the URL, like everything that a link should bring back. */
export function ViewChoice() {
  const [url] = useSearchParams()
  const now = url.get('view') === 'cards' ? 'cards' : 'table'
  const to = (view: string) => {
    const next = new URLSearchParams(url)
    if (view === 'cards') next.set('view', view)
    else next.delete('view')
    return `?${next.toString().replaceAll('%2C', ',')}`
  }
  return (
    <nav aria-label="View" className="flex rounded-control border border-line-strong bg-panel">
      {['table', 'cards'].map((view) => (
        <Link
          key={view}
          to={to(view)}
          replace
          preventScrollReset
          aria-current={view === now || undefined}
          className="flex min-h-8.5 items-center border-l border-line-strong px-3 capitalize first:border-l-0 hover:bg-sunk aria-current:bg-ink aria-current:font-bold aria-current:text-paper"
        >
          {view}
        </Link>
      ))}
    </nav>
  )
}
