import { lazy, Suspense, useState } from 'react'
import { flushSync } from 'react-dom'

import type { McpAsk } from '#bff'

import { type Arguments } from '../../mcp/argumentsText.ts'
import { defaultArguments } from '../../mcp/dryArguments.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { useSchemaCheck } from '../useSchemaCheck.ts'
import { AskFrame } from './AskFrame.tsx'
import { useAnswer } from './useAnswer.ts'

const ToolForm = lazy(async () => ({ default: (await import('../form/ToolForm.tsx')).ToolForm }))

/** A server asks a person for values: its flat schema as a form. Nothing is sent before it is accepted. */
export function Elicitation({ ask, gateway }: { ask: McpAsk; gateway: string }) {
  const schema = ask.schema ?? {}
  const [value, setValue] = useState<Arguments>(() => defaultArguments(schema))
  const [tried, setTried] = useState(false)
  const check = useSchemaCheck(schema, value)
  const errors = check?.checked ? check.errors : []
  const { mutate, isPending, error } = useAnswer(ask)
  return (
    <AskFrame
      ask={ask}
      title={`${gateway} asks ${ask.persona}`}
      accept="Accept and send"
      pending={isPending}
      error={error}
      onAccept={(box) => {
        flushSync(() => setTried(true))
        if (errors.length === 0) mutate({ action: 'accept', content: value })
        else box.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
      }}
      onRefuse={(action) => mutate({ action })}
    >
      <Suspense fallback={<Skeleton className="h-16 w-full" />}>
        <ToolForm
          schema={schema}
          value={value}
          errors={tried ? errors : errors.filter(({ keyword }) => keyword !== 'required')}
          idPrefix={`ask-${ask.id}`}
          onChange={setValue}
        />
      </Suspense>
    </AskFrame>
  )
}
