import { useSuspenseQuery } from '@tanstack/react-query'
import { startTransition, useState } from 'react'

import type { RecordDetail } from '#bff'

import { incompatible } from '../compatible.ts'
import { deploymentOf, nameTrouble, suggestName } from '../deployment.ts'
import { type EnvRow, envOf, envRows, envTrouble, envValues } from '../env.ts'
import { recordQuery, revealedQuery, runtimesQuery } from '../queries.ts'
import type { DeployStart } from './DeployDialog.tsx'
import type { OfferedRuntime } from './RuntimeChoice.tsx'

/** The state of the deploy form: what was chosen, what is suggested, and what is wrong. */
export function useDeployment(
  start: DeployStart & { target: NonNullable<DeployStart['target']> },
  as: string,
) {
  const { kind, name: wanted, namespace } = start.target
  const [tag, setTag] = useState(start.target.tag)
  const record = useSuspenseQuery(recordQuery(kind, wanted, as, { namespace, tag })).data
  const list = useSuspenseQuery(runtimesQuery(as)).data
  const revealed = useRevealed(start.like, as, namespace)
  const [runtime, setRuntime] = useState(start.runtime ?? '')
  const [typed, setName] = useState<string | null>(null)
  const [edited, setRows] = useState<EnvRow[] | null>(null)
  if (!record.ok) return record
  if (!list.ok) return list

  const detail: RecordDetail = record.value
  const deployments = detail.related.filter(({ object }) => object.kind === 'Deployment')
  const taken = new Set(deployments.map(({ object }) => object.metadata.name))
  const runtimes = list.value.items.map((each): OfferedRuntime => ({
    record: each,
    reason: incompatible(detail, each, deployments),
  }))
  const chosen = runtimes.find(({ record: each }) => each.object.metadata.name === runtime)
  const suggested = chosen
    ? suggestName(wanted, { name: runtime, type: chosen.record.runtime?.type }, taken)
    : ''
  const name = typed ?? suggested
  const rows = edited ?? envRows(detail, deployments, revealed.values)
  const ownTag = tag ?? detail.object.metadata.tag ?? 'latest'
  const troubles = {
    runtime: runtime === '' ? 'Choose where it runs.' : chosen?.reason,
    name: nameTrouble(name),
    env: rows.some((row) => envTrouble(row, rows) !== undefined),
  }
  return {
    ok: true as const,
    detail,
    runtimes,
    runtime,
    setRuntime,
    tag: ownTag,
    tags: detail.tags ?? [ownTag],
    // In a transition: the form stays while the other tag is read.
    setTag: (next: string) => startTransition(() => setTag(next)),
    name,
    setName,
    taken: taken.has(name),
    rows,
    setRows,
    notRevealed: revealed.trouble,
    troubles,
    sound: troubles.runtime === undefined && troubles.name === undefined && !troubles.env,
    deployment: deploymentOf({
      name,
      target: { kind: detail.object.kind, name: wanted, tag: ownTag },
      runtime,
      env: envOf(rows),
    }),
  }
}

/** The environment to begin with. That it could not be read hinders nobody: it can be typed. */
function useRevealed(like: string | undefined, as: string, namespace: string | undefined) {
  // Without a twin there is nothing to ask; the key stays that of nobody and its answer is made here.
  const twin = revealedQuery(like ?? '', as, { namespace })
  const { data } = useSuspenseQuery(
    like === undefined
      ? { ...twin, queryFn: () => ({ ok: true as const, value: { values: {} } }) }
      : twin,
  )
  return data.ok
    ? { values: envValues(data.value.values), trouble: undefined }
    : { values: {}, trouble: data.error.message }
}
