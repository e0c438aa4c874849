import { Link } from 'react-router'

import type { CallView } from '#bff'

import { writeArguments } from '../mcp/argumentsText.ts'
import { paths } from '../paths.ts'
import { answerText } from './answerText.ts'
import { useGateways } from './useGateways.ts'

/** What Kuadrant's broker answers to every call, as if the tool had failed (mcp-gateway e5d18c99). */
const brokerSays = "doesn't forward tool calls"

/** Leads from Kuadrant's broker, which only lists, to the gateway in front of it, which calls. */
export function WrongEndpoint({ call }: { call: CallView }) {
  const gateways = useGateways()
  if (!answerText(call).includes(brokerSays)) return null
  const others = gateways.filter(({ id, product }) => product === 'kuadrant' && id !== call.gateway)
  const { tool, persona: as } = call
  const args = writeArguments(call.arguments)
  return (
    <p className="flex flex-wrap gap-x-4">
      {others.map(({ id, label }) => (
        <Link
          key={id}
          className="font-bold underline"
          to={paths.tools({ gateway: id, as, tool, args })}
        >
          Open the same call at {label}
        </Link>
      ))}
    </p>
  )
}
