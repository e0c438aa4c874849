import { type DragEvent, type Ref, useId, useImperativeHandle, useRef, useState } from 'react'

import { useFieldProps } from '../ui/Field.tsx'

export interface EditorHandle {
  /** Puts the cursor at the start of a line (from 1), selects the line and scrolls to it. */
  goTo: (line: number) => void
}

/**
 * A text with line numbers, wrong lines marked by a bar and a sign. It is the platform's own text area,
 * so that undo, search and spell keys work as everywhere; Tab leaves it.
 */
export function YamlEditor({
  ref,
  value,
  wrong,
  onChange,
  onFile,
}: {
  ref: Ref<EditorHandle>
  value: string
  /** Line numbers, from 1. */
  wrong: ReadonlySet<number>
  onChange: (text: string) => void
  onFile: (file: File) => void
}) {
  const area = useRef<HTMLTextAreaElement>(null)
  const gutter = useRef<HTMLOListElement>(null)
  const [over, setOver] = useState(false)
  const hint = useId()
  const lines = value.split('\n').length
  useImperativeHandle(ref, () => ({
    goTo: (line) => {
      const element = area.current
      if (!element) return
      const before = value.split('\n').slice(0, line - 1)
      const start = before.reduce((sum, each) => sum + each.length + 1, 0)
      const end = value.indexOf('\n', start)
      element.focus()
      element.setSelectionRange(start, end < 0 ? value.length : end)
      element.scrollTop = (element.scrollHeight / lines) * Math.max(0, line - 5)
    },
  }))
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [file] = event.dataTransfer.files
    if (file) onFile(file)
  }
  return (
    <div
      className={`grid h-[28rem] grid-cols-[auto_minmax(0,1fr)] overflow-hidden rounded-control border bg-panel font-mono text-sm has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus ${over ? 'border-ink bg-sunk' : 'border-line-strong'}`}
    >
      <ol
        ref={gutter}
        aria-hidden
        className="min-w-12 overflow-hidden border-r border-line bg-sunk py-2 text-end text-ink-3 select-none"
      >
        {Array.from({ length: lines }, (_, index) => (
          <li
            key={`line ${index + 1}`}
            className={`px-2 ${wrong.has(index + 1) ? 'border-l-4 border-refused bg-panel font-bold text-refused' : 'border-l-4 border-transparent'}`}
          >
            {wrong.has(index + 1) ? '! ' : ''}
            {index + 1}
          </li>
        ))}
      </ol>
      <textarea
        {...useFieldProps()}
        ref={area}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        aria-label="YAML or JSON"
        aria-describedby={hint}
        aria-invalid={wrong.size > 0 || undefined}
        value={value}
        placeholder="Paste documents here, or drop a file."
        className="resize-none bg-transparent px-3 py-2 outline-none"
        onChange={({ target }) => onChange(target.value)}
        onScroll={({ currentTarget }) => {
          if (gutter.current) gutter.current.scrollTop = currentTarget.scrollTop
        }}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      />
      <span id={hint} hidden>
        {wrong.size > 0 ? `Wrong: line ${[...wrong].join(', ')}.` : ''}
      </span>
    </div>
  )
}
