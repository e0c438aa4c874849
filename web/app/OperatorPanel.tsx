import { useMutation } from '@tanstack/react-query'
import { Link } from 'react-router'

import { paths } from '../paths.ts'
import { useSession } from '../session/queries.ts'
import { signOut } from '../session/signOut.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Checkbox } from '../ui/inputs.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { Properties } from '../ui/Properties.tsx'
import { Countdown, RelativeTime } from '../ui/time.tsx'
import { setSingleKeys, useSingleKeys } from './preferences.ts'
import { ViewChoices } from './ViewChoices.tsx'

/** What the operator's menu holds: who is signed in, how this browser shows things, and the way out. */
export function OperatorPanel({
  close,
  onShortcuts,
}: {
  close: () => void
  onShortcuts: () => void
}) {
  const { operator, signedInAt, idleExpiresAt } = useSession()
  const singleKeys = useSingleKeys()
  const leave = useMutation({ mutationFn: signOut })
  return (
    <div className="grid gap-5">
      <section aria-label="Operator" className="grid gap-2">
        <p className="text-lg font-bold">{operator.name}</p>
        <Properties
          rows={[
            ['groups', operator.groups.join(', ') || 'none'],
            [
              'issuer',
              <code key="issuer" className="font-mono text-sm">
                {operator.issuer}
              </code>,
            ],
            ['signed in', <RelativeTime key="since" iso={signedInAt} />],
            ['ends unused in', <Countdown key="until" iso={idleExpiresAt} />],
          ]}
        />
      </section>
      <ViewChoices />
      <Checkbox checked={singleKeys} onChange={(event) => setSingleKeys(event.target.checked)}>
        Single-key shortcuts
      </Checkbox>
      <div className="-mx-2 grid border-t border-line pt-3">
        <Link
          to={paths.signIns()}
          onClick={close}
          className="flex min-h-9 items-center rounded-control px-2 hover:bg-sunk"
        >
          Your sign-ins
        </Link>
        <button
          type="button"
          onClick={() => {
            close()
            onShortcuts()
          }}
          className="flex min-h-9 items-center justify-between rounded-control px-2 hover:bg-sunk"
        >
          Keyboard shortcuts <Kbd>?</Kbd>
        </button>
      </div>
      <Button pending={leave.isPending} onClick={() => leave.mutate()}>
        <Icon name="signOut" />
        Sign out
      </Button>
      {leave.isError ? (
        <p role="alert" className="text-sm font-bold text-refused">
          {leave.error.message}
        </p>
      ) : null}
    </div>
  )
}
