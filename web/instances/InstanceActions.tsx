import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import type { RecordDetail } from '#bff'

import { ApiError } from '../api/ApiError.ts'
import { call } from '../api/client.ts'
import { paths } from '../paths.ts'
import { ActionLink } from '../records/ActionLink.tsx'
import { asked } from '../records/asked.ts'
import { DeleteDialog } from '../records/DeleteDialog.tsx'
import type { Place } from '../records/place.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { useToast } from '../ui/toast.tsx'
import { ChatButton } from './ChatButton.tsx'

/** What can be done with a Deployment; what cannot says why. */
export function InstanceActions({
  detail,
  place: { registry, as },
}: {
  detail: RecordDetail
  place: Place
}) {
  const [removing, setRemoving] = useState(false)
  const [left, setLeft] = useState<readonly string[]>([])
  const client = useQueryClient()
  const say = useToast()
  const { name, namespace } = detail.object.metadata
  const redeploy = useMutation({
    mutationFn: () =>
      call('POST /bff/registry/:kind/:name/reconcile', {
        params: { kind: 'deployments', name },
        body: asked(as, { namespace }),
      }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['records'] })
      say(`${name} is brought about again.`)
    },
  })
  const reason = whyNot(detail)
  return (
    <div className="grid min-w-0 max-w-2xl gap-3 @3xl:justify-items-end">
      <div className="flex flex-wrap gap-2">
        <ChatButton record={detail} registry={registry} as={as} />
        <ActionLink to={paths.apply({ kind: 'deployments', name, namespace, as })}>
          Edit YAML
        </ActionLink>
        <Button
          pending={redeploy.isPending}
          disabledReason={reason}
          onClick={() => redeploy.mutate()}
        >
          Redeploy
        </Button>
        <Button disabledReason={reason} onClick={() => setRemoving(true)}>
          Undeploy
        </Button>
      </div>
      {redeploy.error instanceof ApiError ? <ProblemNotice error={redeploy.error} /> : null}
      {left.length > 0 ? (
        <Notice tone="info" title="What stays behind">
          <ul>
            {left.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      <DeleteDialog
        kind="deployments"
        detail={detail}
        as={as}
        open={removing}
        onClose={() => setRemoving(false)}
        onDeleted={(leftBehind) => {
          setRemoving(false)
          setLeft(leftBehind)
          say(`${name} is being removed.`)
        }}
      />
    </div>
  )
}

function whyNot({ origin, status }: RecordDetail): string | undefined {
  if (origin === 'discovered')
    return 'It was found on the runtime and not deployed by this registry, so only the runtime can remove it.'
  if (status?.phase === 'terminating')
    return 'It is being removed. Its name is free again when the runtime has let go of the workload.'
  return undefined
}
