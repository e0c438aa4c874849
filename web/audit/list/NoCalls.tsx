import { Link } from 'react-router'

import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { noFilter, useFilter } from '../address.ts'

/** Where nothing is listed: nothing was called yet, or nothing of what was called is like that. */
export function NoCalls() {
  const [filter, setFilter] = useFilter()
  if (Object.keys(filter).length > 0)
    return (
      <EmptyState
        title="No call is like that"
        action={<Button onClick={() => setFilter(noFilter)}>Take search and filters off</Button>}
      >
        The search looks into tools, personas, operators, gateways, verdicts and what gateways said.
      </EmptyState>
    )
  return (
    <EmptyState title="Nothing was called yet">
      <p>
        Each call of a tool is written here when it is over. Make one in{' '}
        <Link to={paths.tools()} className="underline">
          Tools
        </Link>
        , or as two personas in{' '}
        <Link to={paths.compare()} className="underline">
          Compare
        </Link>
        .
      </p>
    </EmptyState>
  )
}
