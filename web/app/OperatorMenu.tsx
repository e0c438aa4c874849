import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
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

/** The operator and what only concerns this browser. A popover: the platform closes it and gives focus back. */
export function OperatorMenu({ onShortcuts }: { onShortcuts: () => void }) {
  const { operator, signedInAt, idleExpiresAt } = useSession()
  const singleKeys = useSingleKeys()
  const menu = useRef<HTMLDivElement>(null)
  const leave = useMutation({ mutationFn: signOut })
  const close = () => menu.current?.hidePopover()
  return (
    <>
      <button
        type="button"
        popoverTarget="operator-menu"
        aria-label={`Operator ${operator.name}`}
        className="flex min-h-9 max-w-44 items-center gap-1 rounded-control px-2 text-ink-2 hover:bg-sunk hover:text-ink"
      >
        <Icon name="person" className="size-5 @2xl/shell:hidden" />
        <span className="hidden truncate @2xl/shell:block">{operator.name}</span>
        <Icon name="chevronDown" className="hidden size-4 @2xl/shell:block" />
      </button>
      <div
        ref={menu}
        id="operator-menu"
        popover="auto"
        className="fixed inset-auto top-15 right-4 m-0 max-h-[calc(100dvh-5rem)] w-84 max-w-[calc(100vw-2rem)] overflow-auto rounded-panel border border-line-strong bg-panel p-5 text-ink"
      >
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
      </div>
    </>
  )
}
