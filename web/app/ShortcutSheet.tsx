import { useCell } from '../cell.ts'
import { shortcuts, type Shortcut } from '../shortcuts.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Checkbox } from '../ui/inputs.tsx'
import { setSingleKeys, useSingleKeys } from './preferences.ts'

/** Every shortcut that works on this page, as it is registered now. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const offered = useCell(shortcuts)
  const singleKeys = useSingleKeys()
  const live = offered.filter(
    ({ keys }, index) => offered.findIndex((each) => each.keys === keys) === index,
  )
  const groups = [...new Set(live.map(({ group }) => group))]
  return (
    <Dialog open onClose={onClose} title="Keyboard shortcuts" wide>
      <div className="columns-1 gap-10 sm:columns-2">
        {groups.map((group) => (
          <section key={group} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 text-sm text-ink-3">{group}</h3>
            <dl>
              {labelsIn(live, group).map(({ label, keys }) => (
                <div key={label} className="flex min-h-8 items-center justify-between gap-4">
                  <dt>{label}</dt>
                  <dd>
                    {keys.map((each, index) => (
                      <span key={each}>
                        {index === 0 ? '' : ' or '}
                        <kbd className="font-mono text-sm">{each}</kbd>
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className="border-t border-line pt-3">
        <Checkbox checked={singleKeys} onChange={(event) => setSingleKeys(event.target.checked)}>
          Single keys act. Off: only those with Ctrl do.
        </Checkbox>
      </div>
    </Dialog>
  )
}

/** One line per action, with every key that does it. */
function labelsIn(live: readonly Shortcut[], group: string) {
  const inGroup = live.filter((each) => each.group === group)
  const labels = [...new Set(inGroup.map(({ label }) => label))]
  return labels.map((label) => ({
    label,
    keys: inGroup.filter((each) => each.label === label).map(({ keys }) => keys),
  }))
}
