import { lazy, Suspense, useState } from 'react'

import type { RegistryKind } from '#bff'

import { Dialog } from '../../ui/Dialog.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import type { RecordAt } from '../asked.ts'

// Most visits deploy nothing, and the form brings a YAML writer along.
const AgentField = lazy(async () => ({ default: (await import('./AgentField.tsx')).AgentField }))
const DeployForm = lazy(async () => ({ default: (await import('./DeployForm.tsx')).DeployForm }))

/** What a deployment begins with. */
export interface DeployStart {
  /** What is to run; without it the dialog asks for an Agent. */
  target?: { kind: RegistryKind; name: string } & RecordAt
  runtime?: string
  /** A Deployment whose environment this one begins with. */
  like?: string
}

/** Runs a record of the catalogue on a Runtime. Open while `start` is given. */
export function DeployDialog({
  start,
  as,
  onClose,
}: {
  start: DeployStart | null
  as: string
  onClose: () => void
}) {
  const title = start?.target ? `Deploy ${start.target.name}` : 'Deploy an Agent'
  return (
    <Dialog open={start !== null} onClose={onClose} title={title} wide>
      {start ? <Begin start={start} as={as} onClose={onClose} /> : null}
    </Dialog>
  )
}

function Begin({ start, as, onClose }: { start: DeployStart; as: string; onClose: () => void }) {
  const [agent, setAgent] = useState<string | null>(null)
  const target =
    start.target ?? (agent === null ? undefined : { kind: 'agents' as const, name: agent })
  return (
    <Suspense fallback={<Skeleton className="h-40 w-full" />}>
      {start.target ? null : <AgentField as={as} onChoose={setAgent} />}
      {target ? (
        <DeployForm key={target.name} start={{ ...start, target }} as={as} onClose={onClose} />
      ) : null}
    </Suspense>
  )
}
