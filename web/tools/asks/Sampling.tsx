import { useState } from 'react'

import type { McpAsk } from '#bff'

import { isObject } from '../../mcp/argumentsText.ts'
import { Field } from '../../ui/Field.tsx'
import { TextArea } from '../../ui/inputs.tsx'
import { Messages } from '../offered/Messages.tsx'
import { AskFrame } from './AskFrame.tsx'
import { useAnswer } from './useAnswer.ts'

/** A server asks for a model's answer. The console has none for it: the operator reads the prompt and answers. */
export function Sampling({ ask, gateway }: { ask: McpAsk; gateway: string }) {
  const { messages = [], systemPrompt, maxTokens } = ask.sampling ?? {}
  const [text, setText] = useState('')
  const { mutate, isPending, error } = useAnswer(ask)
  // MCP 2025-11-25, `CreateMessageResult`.
  const content = {
    role: 'assistant',
    content: { type: 'text', text },
    model: 'the operator',
    stopReason: 'endTurn',
  }
  return (
    <AskFrame
      ask={ask}
      title={`${gateway} asks for a model’s answer`}
      accept="Send the answer"
      missing={text.trim() === '' ? 'Write the answer first.' : undefined}
      pending={isPending}
      error={error}
      onAccept={() => mutate({ action: 'accept', content })}
      onRefuse={(action) => mutate({ action })}
    >
      <section aria-label="What the model would be given" className="grid gap-3">
        <h3 className="text-sm font-bold">What the model would be given</h3>
        {systemPrompt === undefined ? null : (
          <p className="border-l-3 border-line-strong pl-3">
            <b className="block text-sm text-ink-2">system</b>
            {systemPrompt}
          </p>
        )}
        <Messages messages={messages.filter(isObject)} />
      </section>
      <Field
        label="Your answer, in its place"
        hint={`Offline: you are the model.${maxTokens === undefined ? '' : ` It may take ${maxTokens} tokens.`}`}
      >
        <TextArea rows={4} value={text} onChange={({ target }) => setText(target.value)} />
      </Field>
    </AskFrame>
  )
}
