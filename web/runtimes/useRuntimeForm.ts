import { type SubmitEvent, useState } from 'react'
import { useNavigate } from 'react-router'

import { paths } from '../paths.ts'
import { applyTrouble, useApply } from '../records/useApply.ts'
import { toYaml } from '../records/yaml.ts'
import { useToast } from '../ui/toast.tsx'
import type { Troubles } from './newRuntime.ts'

/**
 * The state of a form that becomes a Runtime. A field complains once somebody has left it or tried to
 * apply; nothing that was typed is lost when the registry refuses.
 */
export function useRuntimeForm<F extends Record<keyof F, string> & { name: string }>(
  start: F,
  as: string,
  check: (fields: F) => Troubles<F>,
  documentOf: (fields: F) => object,
) {
  const [fields, setFields] = useState(start)
  const [left, setLeft] = useState<ReadonlySet<keyof F>>(new Set())
  const [tried, setTried] = useState(false)
  const apply = useApply(as)
  const navigate = useNavigate()
  const say = useToast()
  const troubles = check(fields)
  const send = (dryRun: boolean) => {
    setTried(true)
    if (Object.keys(troubles).length > 0) return
    apply.mutate(
      { text: toYaml(documentOf(fields)), dryRun },
      {
        onSuccess: (view) => {
          if (dryRun || view.outcome !== 'answered' || applyTrouble(view) !== undefined) return
          say(`${fields.name} ${view.results[0]?.status ?? 'applied'}`)
          void navigate(paths.runtime(fields.name, { as }))
        },
      },
    )
  }
  return {
    fields,
    set: (change: Partial<F>) => setFields((before) => ({ ...before, ...change })),
    yaml: toYaml(documentOf(fields)),
    apply,
    onDryRun: () => send(true),
    onSubmit: (event: SubmitEvent) => {
      event.preventDefault()
      send(false)
    },
    /** What the registry said against it. */
    refused: applyTrouble(apply.data),
    errorOf: (field: keyof F) => (tried || left.has(field) ? troubles[field] : undefined),
    /** What a text input of this field needs. */
    input: (field: keyof F) => ({
      value: fields[field],
      onChange: ({ target }: { target: { value: string } }) => {
        setFields((before) => ({ ...before, [field]: target.value.trim() }))
      },
      onBlur: () => setLeft((before) => new Set(before).add(field)),
    }),
  }
}
