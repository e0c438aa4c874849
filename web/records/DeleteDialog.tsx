import { useMutation, useQueryClient } from '@tanstack/react-query'

import type { RecordDetail, RegistryKind } from '#bff'

import { ApiError } from '../api/ApiError.ts'
import { call } from '../api/client.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { asked } from './asked.ts'
import { dependants, sayDeletion } from './deletion.ts'
import { kinds } from './kinds.ts'
import { RecordLink } from './RecordLink.tsx'
import { pageOfObject } from './where.ts'

/** Deletes one record, after it has said what depends on it and what stays behind. */
export function DeleteDialog({
  kind,
  detail,
  as,
  open,
  onClose,
  onDeleted,
}: {
  kind: RegistryKind
  detail: RecordDetail
  as: string
  open: boolean
  onClose: () => void
  onDeleted: (leftBehind: readonly string[]) => void
}) {
  const client = useQueryClient()
  const { name, tag, namespace } = detail.object.metadata
  const remove = useMutation({
    mutationFn: () =>
      call('POST /bff/registry/:kind/:name/delete', {
        params: { kind, name },
        body: asked(as, { namespace, tag }),
      }),
    onSuccess: ({ leftBehind }) => {
      void client.invalidateQueries({ queryKey: ['records'] })
      onDeleted(leftBehind)
    },
  })
  const verb = kind === 'deployments' ? 'Undeploy' : 'Delete'
  const users = dependants(kind, detail)
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={`${verb} ${name}${tag === undefined ? '' : ` ${tag}`}`}
    >
      <p>{sayDeletion(kind, detail)}</p>
      {users.length > 0 ? (
        <Notice
          tone="failed"
          title={
            users.length === 1 ? 'One record depends on it' : `${users.length} records depend on it`
          }
        >
          <ul className="max-h-48 overflow-auto">
            {users.map(({ object }) => (
              <li key={`${object.kind} ${object.metadata.name}`}>
                {object.kind}{' '}
                <RecordLink to={pageOfObject(object, as)} name={object.metadata.name} />
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {remove.error instanceof ApiError ? <ProblemNotice error={remove.error} /> : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Keep it</Button>
        <Button variant="primary" pending={remove.isPending} onClick={() => remove.mutate()}>
          {verb} {kinds[kind].singular}
        </Button>
      </div>
    </Dialog>
  )
}
