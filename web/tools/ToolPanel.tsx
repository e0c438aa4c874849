import { useCallback, useMemo, useState } from 'react'

import type { CallRequest, NamingView, PersonaView, ToolView } from '#bff'

import { useCell } from '../cell.ts'
import { annotationWords, titleOf } from '../mcp/annotations.ts'
import { readArguments, writeArguments } from '../mcp/argumentsText.ts'
import { defaultArguments } from '../mcp/dryArguments.ts'
import { useShortcuts } from '../shortcuts.ts'
import { Button } from '../ui/Button.tsx'
import { Checkbox } from '../ui/inputs.tsx'
import { Markdown } from '../ui/Markdown.tsx'
import { ArgumentsEditor } from './ArgumentsEditor.tsx'
import { PersonaChoice } from './PersonaChoice.tsx'
import { ToolName } from './ToolName.tsx'
import { useArgumentsText } from './useArgumentsText.ts'
import { traceWanted } from './useCallTool.ts'
import { useSchemaCheck } from './useSchemaCheck.ts'

/** One tool: what it says of itself, its arguments, and as whom to send them. Keyed by its name. */
export function ToolPanel(props: {
  name: string
  /** Undefined where no list of this visit has it. */
  tool: ToolView | undefined
  /** Where the name stands with the chosen persona, as a sentence; empty where it is listed. */
  standing: string
  naming: NamingView
  /** Whether the gateway can say which of its rules decided. */
  traceable: boolean
  personas: readonly PersonaView[]
  as: PersonaView
  args: string | undefined
  pending: boolean
  onArgs: (text: string) => void
  onAs: (persona: string) => void
  onSend: (request: CallRequest) => void
}) {
  const { name, tool, as, onSend } = props
  const fallback = tool ? writeArguments(defaultArguments(tool.inputSchema)) : '{}'
  const [text, setText] = useArgumentsText({
    subject: name,
    inUrl: props.args,
    fallback,
    write: props.onArgs,
  })
  const [asked, setAsked] = useState(false)
  const read = readArguments(text)
  const check = useSchemaCheck(tool?.inputSchema, read.ok ? read.value : {})
  const errors = check?.checked ? check.errors : []
  const shown = asked ? errors : errors.filter(({ keyword }) => keyword !== 'required')
  const unsure = read.ok && errors.length > 0
  const send = useCallback(() => {
    const now = readArguments(text)
    if (!now.ok) return
    if (errors.length > 0 && !asked) setAsked(true)
    else onSend({ as: as.id, tool: name, arguments: now.value })
  }, [text, errors.length, asked, onSend, as.id, name])
  useShortcuts(useMemo(() => sendShortcut(send), [send]))
  return (
    <section aria-label={`Tool ${name}`} className="rounded-panel border border-line bg-panel">
      <ToolHead name={name} tool={tool} standing={props.standing} naming={props.naming} />
      <div className="grid gap-4 p-5">
        <ArgumentsEditor
          schema={tool?.inputSchema}
          text={text}
          read={read}
          errors={shown}
          onChange={setText}
        />
        {unsure && asked ? (
          <p className="text-ink-2">
            The schema does not allow this. Send it anyway to see what the tool itself says.
          </p>
        ) : null}
        {check && !check.checked ? <p className="text-ink-2">{check.reason}</p> : null}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3 border-t border-line px-5 py-3">
        <PersonaChoice label="as" personas={props.personas} value={as.id} onChange={props.onAs} />
        <Button
          variant="primary"
          keys="Ctrl Enter"
          pending={props.pending}
          disabledReason={read.ok ? undefined : read.message}
          onClick={send}
        >
          {unsure && asked ? 'Send anyway' : `Send as ${as.label}`}
        </Button>
        {props.traceable ? <Trace /> : null}
      </div>
    </section>
  )
}

function Trace() {
  return (
    <Checkbox
      className="text-sm text-ink-2"
      checked={useCell(traceWanted)}
      onChange={({ target }) => traceWanted.set(target.checked)}
    >
      Ask the gateway which rule decides
    </Checkbox>
  )
}

const sendShortcut = (run: () => void) => [
  { keys: 'Ctrl Enter', label: 'Send the call', group: 'Tools', run },
]

function ToolHead({
  name,
  tool,
  standing,
  naming,
}: {
  name: string
  tool: ToolView | undefined
  standing: string
  naming: NamingView
}) {
  const words = tool ? annotationWords(tool) : []
  const title = tool ? titleOf(tool) : undefined
  return (
    <header className="grid gap-1.5 border-b border-line px-5 py-4">
      <h2 className="font-mono text-lg font-bold wrap-anywhere stage:text-[1.4rem]">
        <ToolName name={name} naming={naming} />
      </h2>
      {title || words.length > 0 ? (
        <p className="flex flex-wrap gap-x-3 text-ink-2">
          {title ? <span>{title}</span> : null}
          {words.length > 0 ? <span>{words.join(' · ')}</span> : null}
        </p>
      ) : null}
      {standing ? <p className="font-bold wrap-anywhere">{standing}</p> : null}
      {tool?.description ? (
        <div className="max-w-prose">
          <Markdown text={tool.description} />
        </div>
      ) : null}
    </header>
  )
}
