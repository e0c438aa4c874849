import { Command } from 'cmdk'
import { useEffect, useRef } from 'react'

import { useCell } from '../cell.ts'
import { commands } from '../commands.ts'
import { Kbd } from '../ui/Kbd.tsx'
import { useGatewayCommands } from './useGatewayCommands.ts'

/**
 * Everything that can be reached, by typing a part of its name. `Command` stands in the platform's
 * own dialog: cmdk's `Command.Dialog` injects a style element, which the CSP refuses.
 */
export function CommandPalette({ onClose }: { onClose: () => void }) {
  const ref = useRef<HTMLDialogElement>(null)
  const offered = useCell(commands)
  useGatewayCommands()
  useEffect(() => {
    ref.current?.showModal()
    // The dialog would focus its first focusable element, which is cmdk's own wrapper.
    ref.current?.querySelector('input')?.focus()
  }, [])
  const groups = [...new Set(offered.map(({ group }) => group))]
  return (
    <dialog
      ref={ref}
      closedby="any"
      aria-label="Search or jump to"
      onClose={onClose}
      className="mx-auto mt-[12dvh] mb-auto w-[calc(100vw-2rem)] max-w-xl overflow-hidden rounded-panel border border-line-strong bg-panel p-0 text-ink"
    >
      <Command label="Search or jump to" loop>
        <Command.Input
          placeholder="Search or jump to…"
          className="w-full border-b border-line bg-panel px-5 py-4 text-lg outline-none"
        />
        <Command.List
          label="Commands"
          className="max-h-[55dvh] overflow-y-auto p-2 **:[[cmdk-group-heading]]:px-3 **:[[cmdk-group-heading]]:py-1.5 **:[[cmdk-group-heading]]:text-sm **:[[cmdk-group-heading]]:text-ink-3"
        >
          <Command.Empty className="px-3 py-6 text-ink-2">
            Nothing here has that name. Pages, tools and personas can be found.
          </Command.Empty>
          {groups.map((group) => (
            <Command.Group key={group} heading={group}>
              {offered
                .filter((command) => command.group === group)
                .map(({ id, label, keywords = [], keys, run }) => (
                  <Command.Item
                    key={id}
                    value={`${id} ${label}`}
                    keywords={keywords}
                    onSelect={() => {
                      // Closed first: what the command does may want the focus that the dialog gives back.
                      ref.current?.close()
                      run()
                    }}
                    className="flex min-h-9 cursor-pointer items-center justify-between gap-4 rounded-control px-3 data-[selected=true]:bg-sunk data-[selected=true]:font-bold"
                  >
                    {label}
                    {keys === undefined ? null : <Kbd>{keys}</Kbd>}
                  </Command.Item>
                ))}
            </Command.Group>
          ))}
        </Command.List>
      </Command>
    </dialog>
  )
}
