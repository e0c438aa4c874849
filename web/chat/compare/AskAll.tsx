import { useMemo, useRef } from 'react'

import { useShortcuts } from '../../shortcuts.ts'
import { Button } from '../../ui/Button.tsx'
import { TextArea } from '../../ui/inputs.tsx'
import { bytesOf } from '../messageSize.ts'
import { sayBytes } from '../parts/toolText.ts'
import { useDraft } from '../useDraft.ts'
import { type Side, whyNotAsked } from './Sides.tsx'

const everyone = ['none', 'it', 'both', 'all three', 'all four']

/** One composer for all sides. What is typed survives a reload, and everything but being sent. */
export function AskAll({
  sides,
  onAsk,
}: {
  sides: readonly Side[]
  onAsk: (text: string) => void
}) {
  const [text, setText] = useDraft('of all sides')
  const field = useRef<HTMLTextAreaElement>(null)
  useShortcuts(
    useMemo(() => {
      const run = () => field.current?.focus()
      return [{ keys: '/', label: 'Write a question', group: 'Compare answers', run }]
    }, []),
  )
  const running = sides.filter(({ conversation }) => conversation.running)
  const able = sides.filter((side) => whyNotAsked(side) === undefined)
  const limit = Math.min(...able.flatMap(({ target }) => target?.limits.messageBytes ?? []))
  const bytes = bytesOf(text)
  const tooLong = bytes > limit
  const whyNot = whyNotSent()
  const whom = everyone[sides.length] ?? 'all'
  const send = () => {
    if (whyNot !== undefined) return
    if (text.trim() === '') {
      field.current?.focus()
      return
    }
    onAsk(text.trim())
    setText('')
  }
  return (
    <form
      aria-label="Question"
      className="sticky bottom-9 z-1 -mx-1 grid gap-1 bg-paper px-1 py-3 low:py-2"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <div className="flex flex-wrap items-end gap-2">
        <TextArea
          ref={field}
          rows={1}
          spellCheck
          aria-label={`Ask ${whom}`}
          placeholder={`Ask ${whom}…`}
          value={text}
          className="field-sizing-content max-h-48 min-h-9 min-w-40! flex-1 resize-none py-[0.3125rem]! text-base"
          onChange={({ target }) => setText(target.value)}
          onKeyDown={(event) => {
            // Enter that ends the choice of a character (input methods) sends nothing.
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
            event.preventDefault()
            send()
          }}
        />
        <Button
          disabledReason={running.length > 0 ? undefined : 'Nothing is being answered.'}
          onClick={() => {
            for (const { conversation } of running) conversation.stop()
          }}
        >
          <span>
            Stop<span className="sr-only @md:not-sr-only"> {whom}</span>
          </span>
        </Button>
        <Button type="submit" variant="primary" keys="Enter" disabledReason={whyNot}>
          Send
        </Button>
      </div>
      {tooLong ? (
        <p className="text-sm font-bold text-refused">
          The question has {sayBytes(bytes)}; {sayBytes(limit)} is the most that is sent.
        </p>
      ) : null}
    </form>
  )

  function whyNotSent(): string | undefined {
    if (able.length === 0) return sides.map(whyNotAsked).find((why) => why !== undefined)
    if (running.length > 0) return 'Wait for the answers, or stop them.'
    return tooLong ? 'The question is too long.' : undefined
  }
}
