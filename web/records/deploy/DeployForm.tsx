import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { ApiError } from '../../api/ApiError.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Select, TextInput } from '../../ui/inputs.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ProblemNotice } from '../../ui/ProblemNotice.tsx'
import { useToast } from '../../ui/toast.tsx'
import { Wire } from '../../ui/Wire.tsx'
import { mask } from '../asked.ts'
import { Trouble } from '../Trouble.tsx'
import { applyTrouble, useApply } from '../useApply.ts'
import { toYaml } from '../yaml.ts'
import type { DeployStart } from './DeployDialog.tsx'
import { EnvFields } from './EnvFields.tsx'
import { RuntimeChoice } from './RuntimeChoice.tsx'
import { useDeployment } from './useDeployment.ts'

/** One deployment: what, where, under which name, with which environment. Nothing is lost on failure. */
export function DeployForm({
  start,
  as,
  onClose,
}: {
  start: DeployStart & { target: NonNullable<DeployStart['target']> }
  as: string
  onClose: () => void
}) {
  const form = useDeployment(start, as)
  const apply = useApply(as)
  const client = useQueryClient()
  const say = useToast()
  const [tried, setTried] = useState(false)
  const [shown, setShown] = useState(false)
  if (!form.ok)
    return (
      <Trouble
        error={form.error}
        onRetry={() => void client.invalidateQueries({ queryKey: ['records'] })}
      />
    )
  const { deployment, troubles, detail, runtimes } = form
  const send = (dryRun: boolean) => {
    setTried(true)
    if (!form.sound) return
    apply.mutate(
      { text: toYaml(deployment), dryRun },
      {
        onSuccess: (view) => {
          if (dryRun || applyTrouble(view) !== undefined || view.outcome !== 'answered') return
          say(`${deployment.metadata.name} ${view.results[0]?.status ?? 'applied'}`)
          onClose()
        },
      },
    )
  }
  const trouble = applyTrouble(apply.data)
  const masked = Object.fromEntries(
    Object.keys(deployment.spec.env ?? {}).map((key) => [key, mask]),
  )
  const preview =
    shown || !deployment.spec.env
      ? deployment
      : { ...deployment, spec: { ...deployment.spec, env: masked } }
  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        send(false)
      }}
    >
      <RuntimeChoice
        runtimes={runtimes}
        value={form.runtime}
        error={tried ? troubles.runtime : undefined}
        onChange={form.setRuntime}
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field label="Tag">
          <Select value={form.tag} onChange={({ target }) => form.setTag(target.value)}>
            {form.tags.map((tag) => (
              <option key={tag}>{tag}</option>
            ))}
          </Select>
        </Field>
        <Field
          label="Name of the Deployment"
          error={tried ? troubles.name : undefined}
          hint={form.taken ? 'It exists: applying changes it.' : undefined}
        >
          <TextInput wire value={form.name} onChange={({ target }) => form.setName(target.value)} />
        </Field>
      </div>
      <EnvFields
        rows={form.rows}
        tried={tried}
        shown={shown}
        onShow={setShown}
        onChange={form.setRows}
      />
      {form.notRevealed ? (
        <Notice tone="info" title={`The values of ${start.like} could not be read`}>
          {form.notRevealed}
        </Notice>
      ) : null}
      <details>
        <summary className="w-fit py-1">YAML that is applied</summary>
        <Wire text={toYaml(preview)} label="YAML" />
      </details>
      <output className="empty:hidden">
        {apply.data?.outcome === 'answered' && apply.data.dryRun && trouble === undefined ? (
          <Notice tone="info" title="The dry run went through. Nothing was changed." />
        ) : null}
      </output>
      {trouble === undefined ? null : (
        <Notice tone="refused" title={`${detail.object.metadata.name} was not deployed`}>
          <p className="font-mono text-sm">{trouble}</p>
        </Notice>
      )}
      {apply.error instanceof ApiError ? <ProblemNotice error={apply.error} /> : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button pending={apply.isPending} onClick={() => send(true)}>
          Dry run
        </Button>
        <Button variant="primary" type="submit" pending={apply.isPending}>
          Deploy
        </Button>
      </div>
    </form>
  )
}
