import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'

import type { RegistryView } from '#bff'

import { ApiError } from '../api/ApiError.ts'
import { call } from '../api/client.ts'
import { asked } from '../records/asked.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { FormEnd } from './FormEnd.tsx'
import { accountTrouble, agentCoreOf, agentCoreStart, agentCoreTroubles } from './newRuntime.ts'
import { RoleTemplate } from './RoleTemplate.tsx'
import { useRuntimeForm } from './useRuntimeForm.ts'

/** An AWS account in three steps: the account, the role that it makes from a template, the Runtime. */
export function AgentCoreForm({ as, registry }: { as: string; registry: RegistryView }) {
  const form = useRuntimeForm(agentCoreStart, as, agentCoreTroubles, agentCoreOf)
  const { fields, input, errorOf, set } = form
  const setup = useMutation({
    mutationFn: () =>
      call('POST /bff/registry/aws-setup', {
        body: { ...asked(as), awsAccountId: fields.accountId },
      }),
    onSuccess: ({ externalId, expectedRoleName }) =>
      set({ externalId, roleArn: `arn:aws:iam::${fields.accountId}:role/${expectedRoleName}` }),
  })
  return (
    <form className="grid gap-8" onSubmit={form.onSubmit}>
      <Step number={1} title="Which account">
        <Field label="AWS account id" hint="Twelve digits." error={errorOf('accountId')}>
          <TextInput wire inputMode="numeric" {...input('accountId')} />
        </Field>
        <div>
          <Button
            pending={setup.isPending}
            disabledReason={
              registry.features.awsSetup.available
                ? accountTrouble(fields.accountId)
                : registry.features.awsSetup.reason
            }
            onClick={() => setup.mutate()}
          >
            Make the template
          </Button>
        </div>
        {setup.error instanceof ApiError ? <ProblemNotice error={setup.error} /> : null}
      </Step>
      <Step number={2} title="Let the registry in">
        {setup.data ? (
          <RoleTemplate setup={setup.data} />
        ) : (
          <p className="text-ink-2">
            The template makes a role in the account that trusts this registry, by an external id
            that only it knows. Where the role exists already, go on below.
          </p>
        )}
      </Step>
      <Step number={3} title="The runtime">
        <Field label="Role ARN" hint="The stack’s output RoleArn." error={errorOf('roleArn')}>
          <TextInput wire {...input('roleArn')} />
        </Field>
        <Field
          label="External id"
          hint="The stack’s output ExternalId."
          error={errorOf('externalId')}
        >
          <TextInput wire {...input('externalId')} />
        </Field>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <Field label="Region" error={errorOf('region')}>
            <TextInput wire {...input('region')} />
          </Field>
          <Field label="Name" hint="Such as aws-agentcore." error={errorOf('name')}>
            <TextInput wire {...input('name')} />
          </Field>
        </div>
        <FormEnd form={form} />
      </Step>
    </form>
  )
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <section
      aria-label={`Step ${number}: ${title}`}
      className="grid grid-cols-[2rem_minmax(0,1fr)]"
    >
      <span aria-hidden className="font-mono text-lg text-ink-3">
        {number}
      </span>
      <div className="grid gap-4">
        <h2 className="text-lg font-bold">{title}</h2>
        {children}
      </div>
    </section>
  )
}
