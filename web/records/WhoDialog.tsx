import { useQuery } from '@tanstack/react-query'

import { Dialog } from '../ui/Dialog.tsx'
import { list } from '../ui/list.ts'
import { ProblemNotice } from '../ui/ProblemNotice.tsx'
import { Properties } from '../ui/Properties.tsx'
import { whoamiQuery } from './queries.ts'
import { sayWhoami } from './sayNothing.ts'

/** What the registry itself says of each persona: subject, roles, and which of them count here. */
export function WhoDialog(props: {
  open: boolean
  personas: readonly string[]
  onClose: () => void
}) {
  return (
    <Dialog open={props.open} onClose={props.onClose} title="Who that is to the registry">
      {props.personas.map((persona) => (
        <Who key={persona} persona={persona} />
      ))}
    </Dialog>
  )
}

function Who({ persona }: { persona: string }) {
  const { data, refetch } = useQuery(whoamiQuery(persona))
  if (!data) return null
  if (!data.ok) return <ProblemNotice error={data.error} onRetry={() => void refetch()} />
  const { subject, email, issuer, isSuperuser, mappedRoles, resolvedRoles, unresolvedRoles } =
    data.value
  const roles = resolvedRoles.map(({ name, description }) =>
    description === undefined ? name : `${name}: ${description}`,
  )
  return (
    <section className="grid gap-2">
      <h3 className="font-bold">{sayWhoami(persona, data.value)}</h3>
      <Properties
        rows={[
          ['Subject', <code key="subject">{subject}</code>],
          ...(email === undefined ? [] : [['E-mail', email] as const]),
          ...(issuer === undefined
            ? []
            : [['Issuer', <code key="issuer">{issuer}</code>] as const]),
          ['Superuser', isSuperuser ? 'yes: no policy limits it' : 'no'],
          ['Roles in its token', mappedRoles.length > 0 ? list(mappedRoles) : 'none'],
          [
            'With a policy',
            roles.length > 0 ? (
              <ul key="roles">
                {roles.map((role) => (
                  <li key={role}>{role}</li>
                ))}
              </ul>
            ) : (
              'none'
            ),
          ],
          ['Without a policy', unresolvedRoles.length > 0 ? list(unresolvedRoles) : 'none'],
        ]}
      />
    </section>
  )
}
