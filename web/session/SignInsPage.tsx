import { useMutation, useSuspenseQuery } from '@tanstack/react-query'

import type { SignInView } from '#bff'

import { ApiError } from '../api/ApiError.ts'
import { call } from '../api/client.ts'
import { queryClient } from '../api/queryClient.ts'
import { Button } from '../ui/Button.tsx'
import { PageHeader } from '../ui/PageHeader.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { RelativeTime } from '../ui/time.tsx'
import { signInsQuery } from './queries.ts'

const again = () => queryClient.invalidateQueries(signInsQuery)

export const loader = () => queryClient.ensureQueryData(signInsQuery)

/** `/signins`: the browsers that are signed in as this operator, and the way to end them. */
export function Component() {
  const { data } = useSuspenseQuery(signInsQuery)
  const others = data.filter(({ current }) => !current)
  const revoke = useMutation({
    mutationFn: (id: string) => call('POST /bff/signins/:id/revoke', { params: { id } }),
    onSettled: again,
  })
  const revokeOthers = useMutation({
    mutationFn: () => call('POST /bff/signins/revoke-others'),
    onSettled: again,
  })
  const failed = revoke.error ?? revokeOthers.error
  return (
    <>
      <PageHeader
        title="Your sign-ins"
        action={
          <Button
            pending={revokeOthers.isPending}
            disabledReason={others.length === 0 ? 'This is the only sign-in.' : undefined}
            onClick={() => revokeOthers.mutate()}
          >
            Revoke all others
          </Button>
        }
      >
        Every browser that is signed in as you. Revoking one ends it at its next request.
      </PageHeader>
      <div className="grid gap-4">
        {failed instanceof ApiError ? <ProblemNotice error={failed} /> : null}
        <ul className="rounded-panel border border-line bg-panel">
          {data.map((signIn) => (
            <Row
              key={signIn.id}
              signIn={signIn}
              pending={revoke.isPending && revoke.variables === signIn.id}
              onRevoke={() => revoke.mutate(signIn.id)}
            />
          ))}
        </ul>
      </div>
    </>
  )
}

function Row({
  signIn,
  pending,
  onRevoke,
}: {
  signIn: SignInView
  pending: boolean
  onRevoke: () => void
}) {
  return (
    <li className="flex min-h-16 flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line px-5 py-2 last:border-0">
      <div>
        <p className="font-bold">{signIn.browser}</p>
        <p className="text-sm text-ink-2">
          signed in <RelativeTime iso={signIn.signedInAt} />, last seen{' '}
          <RelativeTime iso={signIn.lastSeenAt} />
        </p>
      </div>
      {signIn.current ? (
        <p className="text-ink-2">this browser</p>
      ) : (
        <Button size="sm" pending={pending} onClick={onRevoke}>
          Revoke
        </Button>
      )}
    </li>
  )
}
