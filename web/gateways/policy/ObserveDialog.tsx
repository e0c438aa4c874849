import { useState } from 'react'

import type { CallRequest, PersonaView } from '#bff'

import { annotationWords, isReadOnly } from '../../mcp/annotations.ts'
import { dryArguments } from '../../mcp/dryArguments.ts'
import type { ToolRow } from '../../mcp/union.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Checkbox } from '../../ui/inputs.tsx'

interface Observe {
  rows: readonly ToolRow[]
  personas: readonly PersonaView[]
  onClose: () => void
  onRun: (requests: CallRequest[]) => void
}

/** Asks before many real calls. A tool that does not call itself read-only takes part only if it is ticked. */
export function ObserveDialog(form: Observe) {
  return (
    <Dialog open onClose={form.onClose} title="Observe with real calls" wide>
      <ObserveForm {...form} />
    </Dialog>
  )
}

function ObserveForm({ rows, personas, onClose, onRun }: Observe) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(
    () => new Set(rows.filter(({ tool }) => isReadOnly(tool)).map(({ name }) => name)),
  )
  const ready = personas.filter(({ state }) => state === 'ready')
  const requests = rows
    .filter(({ name }) => ticked.has(name))
    .flatMap(({ name, tool }) =>
      ready.map(({ id }) => ({ as: id, tool: name, arguments: dryArguments(tool.inputSchema) })),
    )
  const toggle = (name: string) => {
    const next = new Set(ticked)
    if (!next.delete(name)) next.add(name)
    setTicked(next)
  }
  return (
    <>
      <p>
        Each ticked tool is called once as each of {ready.length} personas, with the smallest
        arguments that its schema allows. The tools really run.
      </p>
      <ul className="grid gap-x-6 sm:grid-cols-2">
        {rows.map(({ name, tool }) => (
          <li key={name} className="min-w-0">
            <Checkbox checked={ticked.has(name)} onChange={() => toggle(name)}>
              <span className="font-mono wrap-anywhere">{name}</span>{' '}
              <span className="text-sm text-ink-2">
                {annotationWords(tool).join(', ') || 'says nothing of what it changes'}
              </span>
            </Checkbox>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-center justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          variant="primary"
          disabledReason={requests.length === 0 ? 'Tick a tool first.' : undefined}
          onClick={() => onRun(requests)}
        >
          Make {requests.length} calls
        </Button>
      </div>
    </>
  )
}
