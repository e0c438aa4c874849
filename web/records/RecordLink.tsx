import { Link } from 'react-router'

/** A record by its name, as a link where it has a page. Long names are cut, and whole in the tooltip. */
export function RecordLink({
  to,
  name,
  strong = false,
  struck = false,
}: {
  to: string | undefined
  name: string
  strong?: boolean
  /** On its way out. */
  struck?: boolean
}) {
  const face = `inline-block max-w-full truncate py-0.5 align-bottom ${strong ? 'font-bold' : ''} ${struck ? 'line-through' : ''}`
  return to === undefined ? (
    <span title={name} className={face}>
      {name}
    </span>
  ) : (
    <Link to={to} title={name} className={`${face} hover:underline`}>
      {name}
    </Link>
  )
}
