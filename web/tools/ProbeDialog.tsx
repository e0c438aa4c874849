import { useState } from 'react'

import type { CallRequest, PersonaView, ToolView } from '#bff'

import { annotationWords, isReadOnly } from '../mcp/annotations.ts'
import { readArguments } from '../mcp/argumentsText.ts'
import { dryArguments } from '../mcp/dryArguments.ts'
import type { ToolRow } from '../mcp/union.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Checkbox, TextInput } from '../ui/inputs.tsx'
import { planProbe } from './probe.ts'

interface Part {
  inside: boolean
  text: string
}

const partOf = (tool: ToolView): Part => ({
  inside: isReadOnly(tool),
  text: JSON.stringify(dryArguments(tool.inputSchema)),
})

/**
 * Asks before many real calls: which tools, with which arguments, how many in all. A tool that does
 * not call itself read-only takes part only if it is ticked.
 */
export function ProbeDialog(props: {
  open: boolean
  rows: readonly ToolRow[]
  personas: readonly PersonaView[]
  onClose: () => void
  onRun: (requests: CallRequest[]) => void
}) {
  return (
    <Dialog open={props.open} onClose={props.onClose} title="Probe with real calls" wide>
      <ProbeForm {...props} />
    </Dialog>
  )
}

function ProbeForm({ rows, personas, onClose, onRun }: Parameters<typeof ProbeDialog>[0]) {
  const [changed, setChanged] = useState<ReadonlyMap<string, Part>>(new Map())
  const parts = rows.map((row) => ({ row, part: changed.get(row.name) ?? partOf(row.tool) }))
  const chosen = parts.filter(({ part }) => part.inside)
  const read = chosen.map(({ row, part }) => ({ name: row.name, args: readArguments(part.text) }))
  const broken = read.find(({ args }) => !args.ok)
  const ready = personas.filter(({ state }) => state === 'ready').map(({ id }) => id)
  const plan = planProbe(
    new Map(read.flatMap(({ name, args }) => (args.ok ? [[name, args.value] as const] : []))),
    ready,
  )
  const reason = broken ? `The arguments of ${broken.name} are not JSON.` : nothing(plan.length)
  return (
    <>
      <p>
        Each ticked tool is called once as each of {ready.length} personas, with the smallest
        arguments that its schema allows. The tools really run.
      </p>
      <ul className="grid gap-1">
        {parts.map(({ row, part }) => (
          <ProbeRow
            key={row.name}
            tool={row.tool}
            part={part}
            onChange={(next) => setChanged(new Map(changed).set(row.name, next))}
          />
        ))}
      </ul>
      <div className="flex flex-wrap items-center justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" disabledReason={reason} onClick={() => onRun(plan)}>
          Make {plan.length} calls
        </Button>
      </div>
    </>
  )
}

const nothing = (calls: number) => (calls === 0 ? 'Tick a tool first.' : undefined)

function ProbeRow({
  tool,
  part,
  onChange,
}: {
  tool: ToolView
  part: Part
  onChange: (part: Part) => void
}) {
  const read = readArguments(part.text)
  const words = annotationWords(tool).join(', ') || 'says nothing of what it changes'
  return (
    <li className="grid items-center gap-x-4 gap-y-1 border-b border-line py-1.5 last:border-b-0 sm:grid-cols-2">
      <Checkbox
        checked={part.inside}
        onChange={({ target }) => onChange({ ...part, inside: target.checked })}
      >
        <span className="font-mono">{tool.name}</span>{' '}
        <span className="text-sm text-ink-2">{words}</span>
      </Checkbox>
      <span className="grid min-w-0 gap-1">
        <TextInput
          wire
          aria-label={`Arguments of ${tool.name}`}
          aria-invalid={!read.ok || undefined}
          value={part.text}
          onChange={({ target }) => onChange({ ...part, text: target.value })}
        />
        {read.ok ? null : <span className="text-sm font-bold text-refused">{read.message}</span>}
      </span>
    </li>
  )
}
