import { type KeyboardEvent, type Ref, useId, useImperativeHandle, useRef, useState } from 'react'

import { complete, type Option } from '../../policy/complete.ts'
import type { Finding } from '../../policy/findings.ts'
import type { World } from '../../policy/world.ts'
import { CelMarks } from './CelMarks.tsx'
import { OptionList, optionId } from './OptionList.tsx'

export interface CelInputHandle {
  /** Selects a part of the text, as if it had been clicked. */
  select: (range: Finding['range']) => void
}

/** Both layers wrap alike, or the marks would stand beside what they mark. */
const face = 'col-start-1 row-start-1 px-3 py-2 font-mono text-sm whitespace-pre-wrap wrap-anywhere'

/**
 * One expression. The platform's own text area, so that undo, search and selection work as everywhere,
 * above a layer with the marks. Ctrl Space opens what could stand at the caret; Tab leaves.
 */
export function CelInput({
  ref,
  value,
  label,
  findings,
  describedBy,
  world,
  onChange,
}: {
  ref: Ref<CelInputHandle>
  value: string
  label: string
  findings: readonly Finding[]
  describedBy: string | undefined
  world: World
  onChange: (text: string) => void
}) {
  const area = useRef<HTMLTextAreaElement>(null)
  const list = useId()
  // Where the caret is while options are open.
  const [caret, setCaret] = useState<number>()
  const [active, setActive] = useState(0)
  useImperativeHandle(ref, () => ({
    select: ([from, to]) => {
      area.current?.focus()
      area.current?.setSelectionRange(from, to)
    },
  }))
  const offered = caret === undefined ? undefined : complete(value, caret, world)
  const options = offered?.options ?? []
  const open = options.length > 0
  const show = (at: number | undefined) => {
    setCaret(at)
    setActive(0)
  }
  const take = ({ insert, back }: Option) => {
    const element = area.current
    if (!offered || !element) return
    element.focus()
    element.setSelectionRange(offered.from, offered.to)
    // Through the browser, so that undo knows of it; React hears the input event of it.
    if (!document.execCommand('insertText', false, insert))
      onChange(value.slice(0, offered.from) + insert + value.slice(offered.to))
    const end = offered.from + insert.length - back
    element.setSelectionRange(end, end)
    show(undefined)
  }
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault()
      show(event.currentTarget.selectionStart)
      return
    }
    if (!open) return
    const chosen = options[active]
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (move !== undefined) setActive((active + move + options.length) % options.length)
    else if (event.key === 'Enter' && chosen) take(chosen)
    else if (event.key === 'Escape') show(undefined)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="relative min-w-0">
      <div className="grid min-w-0 rounded-control border border-line-strong bg-panel has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus has-[[aria-invalid]]:border-refused">
        <CelMarks text={value} findings={findings} className={face} />
        <textarea
          ref={area}
          rows={1}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          aria-label={label}
          aria-invalid={findings.some(({ severity }) => severity === 'fault') || undefined}
          aria-describedby={describedBy}
          aria-autocomplete="list"
          aria-controls={open ? list : undefined}
          aria-activedescendant={open ? optionId(list, active) : undefined}
          value={value}
          className={`${face} resize-none overflow-hidden bg-transparent outline-none`}
          onKeyDown={press}
          onBlur={() => show(undefined)}
          onClick={() => show(undefined)}
          onChange={({ target }) => {
            onChange(target.value)
            const at = target.selectionStart
            show(complete(target.value, at, world).begun ? at : undefined)
          }}
        />
      </div>
      {open ? <OptionList id={list} options={options} active={active} onTake={take} /> : null}
    </div>
  )
}
