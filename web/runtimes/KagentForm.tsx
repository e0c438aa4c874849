import type { RegistryView } from '#bff'

import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { ConnectionSaid } from './ConnectionSaid.tsx'
import { FormEnd } from './FormEnd.tsx'
import { kagentOf, kagentStart, kagentTroubles, urlTrouble } from './newRuntime.ts'
import { useRuntimeForm } from './useRuntimeForm.ts'
import { useTestConnection } from './useTestConnection.ts'

/** A kagent controller: where it is, which namespace it deploys to, and how the registry signs in there. */
export function KagentForm({ as }: { as: string; registry: RegistryView }) {
  const form = useRuntimeForm(kagentStart, as, kagentTroubles, kagentOf)
  const test = useTestConnection()
  const { fields, input, errorOf } = form
  const asksForSignIn = form.refused?.includes('auth.oidc') ?? false
  return (
    <form className="grid gap-4" onSubmit={form.onSubmit}>
      <Field label="Name" hint="Such as kagent-tor1." error={errorOf('name')}>
        <TextInput wire {...input('name')} />
      </Field>
      <Field
        label="Controller URL"
        hint="As the registry reaches it, such as http://kagent-controller.kagent:8083."
        error={errorOf('kagentUrl')}
      >
        <TextInput wire inputMode="url" {...input('kagentUrl')} />
      </Field>
      <div className="grid justify-items-start gap-2">
        <Button
          pending={test.isPending}
          disabledReason={urlTrouble(fields.kagentUrl)}
          onClick={() => test.mutate(fields.kagentUrl)}
        >
          Test connection
        </Button>
        <output className="w-full empty:hidden">
          <ConnectionSaid said={test.data} error={test.error} />
        </output>
      </div>
      <Field
        label="Namespace"
        hint="Where workloads go in the cluster."
        error={errorOf('namespace')}
      >
        <TextInput wire {...input('namespace')} />
      </Field>
      <details open={asksForSignIn || undefined}>
        <summary className="w-fit py-1">How the registry signs in at the controller</summary>
        <div className="mt-2 grid gap-4">
          <p className="text-sm text-ink-2">
            Enterprise from 2026.7.1 requires it; earlier versions do without. The secret itself
            stays in the registry, here it is only named.
          </p>
          <Field label="Issuer" error={errorOf('issuer')}>
            <TextInput wire inputMode="url" {...input('issuer')} />
          </Field>
          <Field label="Client id" error={errorOf('clientId')}>
            <TextInput wire {...input('clientId')} />
          </Field>
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <Field label="Name of the Secret" error={errorOf('secretName')}>
              <TextInput wire {...input('secretName')} />
            </Field>
            <Field label="Key in it" error={errorOf('secretKey')}>
              <TextInput wire {...input('secretKey')} />
            </Field>
          </div>
        </div>
      </details>
      <FormEnd form={form} />
    </form>
  )
}
