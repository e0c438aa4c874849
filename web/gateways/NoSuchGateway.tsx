import { Link } from 'react-router'

import { paths } from '../paths.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'

/** An address that names a gateway which the configuration does not have. */
export function NoSuchGateway({ id }: { id: string }) {
  return (
    <>
      <PageHeader title="No such gateway" />
      <EmptyState
        title={`No gateway is called ${id}`}
        action={
          <Link className="underline" to={paths.gateways()}>
            All gateways
          </Link>
        }
      >
        The configuration file names gateways under <code className="font-mono">gateways</code>; the
        console reads it when it starts.
      </EmptyState>
    </>
  )
}
