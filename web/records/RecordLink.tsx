import { Link } from 'react-router'

/** A record by its name, as a link where it has a page. Long names take a second line; what is longer is cut, and whole in the tooltip. */
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
  const face = `inline-block max-w-full py-0.5 align-bottom ${strong ? 'font-bold' : ''} ${struck ? 'line-through' : ''}`
  const words = <span className="line-clamp-2 wrap-anywhere">{name}</span>
  return to === undefined ? (
    <span title={name} className={face}>
      {words}
    </span>
  ) : (
    <Link to={to} title={name} className={`${face} hover:underline`}>
      {words}
    </Link>
  )
}
