import { Link } from 'react-router'

import type { CallView, PersonaView, PolicyView, ToolView } from '#bff'

import { writeArguments } from '../mcp/argumentsText.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/Button.tsx'
import { AnswerPanel } from './AnswerPanel.tsx'

interface Ways {
  call: CallView
  personas: readonly PersonaView[]
  pending: boolean
  onReplay: (call: CallView, persona: string) => void
}

/** The answer to a call, and the ways to make it again. */
export function CallAnswer({
  tool,
  policy,
  ...ways
}: Ways & { tool: ToolView | undefined; policy: PolicyView }) {
  const { call, personas } = ways
  const claims = personas.find(({ id }) => id === call.persona)?.claims
  return (
    <AnswerPanel call={call} tool={tool} policy={policy} claims={claims}>
      <Replay {...ways} />
    </AnswerPanel>
  )
}

function Replay({ call, personas, pending, onReplay }: Ways) {
  const others = personas.filter(({ id, state }) => id !== call.persona && state === 'ready')
  const { gateway, tool } = call
  const as = [call.persona, others[0]?.id ?? ''].filter(Boolean)
  const args = writeArguments(call.arguments)
  return (
    <>
      <Button size="sm" pending={pending} onClick={() => onReplay(call, call.persona)}>
        Replay
      </Button>
      {others.slice(0, 4).map(({ id, label }) => (
        <Button key={id} size="sm" pending={pending} onClick={() => onReplay(call, id)}>
          Replay as {label}
        </Button>
      ))}
      <Link className="py-1 text-sm underline" to={paths.compare({ gateway, as, tool, args })}>
        Compare
      </Link>
    </>
  )
}
