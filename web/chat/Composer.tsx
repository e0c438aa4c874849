import { type KeyboardEvent, type RefObject, useEffect, useEffectEvent, useId } from 'react'

import type { ChatTarget } from '#bff'

import { Button } from '../ui/Button.tsx'
import { TextArea } from '../ui/inputs.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { bytesOf, saySize } from './messageSize.ts'
import type { Conversation } from './useConversation.ts'
import { useDraft } from './useDraft.ts'

/** From so many letters on the box neither grows with them nor spells: both would cost seconds per key. */
const longText = 4_000

/** Where a question is written. Nothing takes away what was written but its being sent. */
export function Composer({
  ref,
  conversation,
  draft,
  target,
  whyNot,
}: {
  ref: RefObject<HTMLTextAreaElement | null>
  conversation: Conversation
  /** Under which name the draft is kept. */
  draft: string
  target: ChatTarget | undefined
  /** Why nothing can be sent, in a sentence. */
  whyNot: string | undefined
}) {
  const { running, unsent, ask, stop } = conversation
  const [text, setText] = useDraft(draft)
  const hint = useId()
  const putBack = useEffectEvent((question: string) => {
    // Something may have been written meanwhile; neither of the two is lost.
    if (!text.includes(question)) setText(text === '' ? question : `${question}\n\n${text}`)
  })
  useEffect(() => {
    if (unsent !== undefined) putBack(unsent)
  }, [unsent])
  const size = saySize(bytesOf(text), target?.limits.messageBytes ?? Number.POSITIVE_INFINITY)
  const long = text.length > longText
  const blank = text.trim() === ''
  const reason =
    whyNot ??
    (running ? 'The agent is still answering. Stop it, or wait for it to finish.' : undefined) ??
    (size?.over ? `The message is too large: ${size.words}.` : undefined)
  const send = () => {
    if (reason !== undefined || blank) return
    ask(text)
    setText('')
    ref.current?.focus()
  }
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // While an input method composes, Enter belongs to it.
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') event.currentTarget.blur()
    if (event.key !== 'Enter' || event.shiftKey) return
    event.preventDefault()
    send()
  }
  return (
    <form
      aria-label="Ask"
      className="grid grid-cols-[minmax(0,1fr)] gap-1.5"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <div className="flex items-end gap-2">
        <TextArea
          ref={ref}
          rows={1}
          aria-label={`Ask ${target?.agent.name ?? 'the agent'}`}
          aria-describedby={hint}
          aria-keyshortcuts="/"
          aria-invalid={size?.over}
          spellCheck={!long}
          placeholder={`Ask ${target?.agent.name ?? 'the agent'}…`}
          value={text}
          onChange={({ target: area }) => setText(area.value)}
          onKeyDown={press}
          className={`max-h-[30dvh] min-h-10 resize-none unkerned ${long ? 'h-[30dvh]' : 'field-sizing-content'}`}
        />
        {running ? (
          <Button
            className="min-h-10"
            title={target?.stop.sentence}
            keys="."
            aria-keyshortcuts="."
            onClick={stop}
          >
            Stop
          </Button>
        ) : null}
        <Button
          type="submit"
          variant="primary"
          className="min-h-10"
          disabledReason={reason ?? (blank ? 'Write a question first.' : undefined)}
        >
          Send
        </Button>
      </div>
      <p id={hint} className="flex flex-wrap gap-x-4 text-sm text-ink-2">
        {whyNot === undefined ? (
          <>
            <span className="@max-2xl:hidden low:hidden">
              <Kbd>Enter</Kbd> sends, <Kbd>Shift+Enter</Kbd> begins a new line, <Kbd>/</Kbd> writes
            </span>
            <span className="@2xl:hidden">Enter sends, Shift+Enter: new line</span>
          </>
        ) : (
          <span className="sr-only">{whyNot}</span>
        )}
        {running && target ? <span>{target.stop.sentence}</span> : null}
        {size ? (
          <span className={`ml-auto ${size.over ? 'font-bold text-refused' : ''}`}>
            {size.words}
          </span>
        ) : null}
      </p>
    </form>
  )
}
