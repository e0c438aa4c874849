import { useMemo, useRef, useState } from 'react'

import type { ReadArguments } from '../mcp/argumentsText.ts'
import { useShortcuts } from '../shortcuts.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { ArgumentsEditor } from './ArgumentsEditor.tsx'
import { useSchemaCheck } from './useSchemaCheck.ts'

/** The one request, as a line: any tool name, its arguments, and the button that sends it. */
export function RequestLine(props: {
  tool: string
  /** Names to offer; any other may be typed. */
  names: readonly string[]
  schema: Record<string, unknown> | undefined
  text: string
  read: ReadArguments
  pending: boolean
  /** How the answers compare, once they are there. */
  note: string
  label: string
  onTool: (name: string) => void
  onText: (text: string) => void
  onSend: () => void
}) {
  const { tool, names, schema, text, read } = props
  const [editing, setEditing] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const list = useMemo(() => {
    const run = () => form.current?.requestSubmit()
    return [{ keys: 'Ctrl Enter', label: 'Send as all', group: 'Compare', run }]
  }, [])
  useShortcuts(list)
  const check = useSchemaCheck(schema, read.ok ? read.value : {})
  const errors = check?.checked ? check.errors : []
  const missing = tool === '' ? 'Choose a tool, or type the name of one.' : undefined
  return (
    <form
      ref={form}
      aria-label="Request"
      onSubmit={(event) => {
        event.preventDefault()
        if (!props.pending) props.onSend()
      }}
      className="bottom-9 z-1 -mx-1 grid gap-1 border-t border-line bg-paper px-1 py-3 @2xl:sticky low:py-2"
    >
      <output className="empty:hidden">{props.note}</output>
      <div className="flex flex-wrap items-center gap-2">
        <span className="font-mono text-sm text-ink-2">tools/call</span>
        <TextInput
          wire
          key={tool}
          aria-label="Tool"
          list="compare-tools"
          defaultValue={tool}
          placeholder="tool name"
          className="w-56! font-bold"
          onBlur={({ target }) => target.value.trim() !== tool && props.onTool(target.value.trim())}
          onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
        />
        <datalist id="compare-tools">
          {names.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </datalist>
        <TextInput
          wire
          aria-label="Arguments as JSON"
          aria-invalid={!read.ok || undefined}
          value={text.replaceAll('\n', ' ')}
          className="min-w-40! flex-1"
          onChange={({ target }) => props.onText(target.value)}
        />
        <Button onClick={() => setEditing(true)} disabledReason={missing}>
          Form
        </Button>
        <Button
          type="submit"
          variant="primary"
          keys="Ctrl Enter"
          pending={props.pending}
          disabledReason={missing ?? (read.ok ? undefined : read.message)}
        >
          {props.label}
        </Button>
      </div>
      {read.ok ? null : <p className="text-sm font-bold text-refused">{read.message}</p>}
      <Dialog open={editing} onClose={() => setEditing(false)} title={tool} wide>
        <ArgumentsEditor
          schema={schema}
          text={text}
          read={read}
          errors={errors}
          onChange={props.onText}
        />
        <Button className="w-fit justify-self-end" onClick={() => setEditing(false)}>
          Done
        </Button>
      </Dialog>
    </form>
  )
}
