import { useState } from 'react'

import type { PersonaView } from '#bff'

import { isObject } from '../../mcp/argumentsText.ts'
import type { Address } from '../useAddress.ts'
import { ArgumentField } from './ArgumentField.tsx'
import { ItemPanel } from './ItemPanel.tsx'
import { Messages } from './Messages.tsx'
import type { Offered } from './offered.ts'
import { OfferedLayout } from './OfferedLayout.tsx'
import { useOffered } from './useOffered.ts'
import { useRequests } from './useRequests.ts'

interface Props {
  address: Address
  as: PersonaView
  /** Whether the server proposes values for arguments. */
  completes: boolean
}

/** The prompts of a gateway as one persona sees them, to be filled in and read as a model would be given them. */
export function Prompts({ address, as, completes }: Props) {
  const others = address.personas.filter(({ id }) => id !== as.id)
  const lists = useOffered(address.gateway.id, as, others, ['prompts/list'])
  return (
    <OfferedLayout noun="prompts" {...{ address, as, lists }}>
      {(item) => <Prompt {...{ item, address, as, completes }} />}
    </OfferedLayout>
  )
}

function Prompt({ item, address, as, completes }: Props & { item: Offered }) {
  const requests = useRequests(address.gateway.id)
  const [values, setValues] = useState<Record<string, string>>({})
  const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
  const open = item.args.filter(({ name, required }) => required && !values[name])
  const completing = completes
    ? {
        gateway: address.gateway.id,
        as: as.id,
        ref: { type: 'ref/prompt' as const, name: item.id }, // a literal of MCP
        filled,
      }
    : undefined
  const fields = item.args.map((argument) => (
    <ArgumentField
      key={argument.name}
      {...argument}
      value={values[argument.name] ?? ''}
      completing={completing}
      onChange={(value) => setValues({ ...values, [argument.name]: value })}
    />
  ))
  return (
    <ItemPanel
      {...{ item, address, as, requests }}
      verb="Get"
      missing={
        open.length > 0 ? `Fill in ${open.map(({ name }) => name).join(' and ')} first.` : undefined
      }
      request={{ method: 'prompts/get', params: { name: item.id, arguments: filled } }}
      arguments={fields.length > 0 ? fields : undefined}
      render={({ messages, description }) => (
        <div className="grid gap-3">
          {typeof description === 'string' ? <p className="text-ink-2">{description}</p> : null}
          <Messages messages={(Array.isArray(messages) ? messages : []).filter(isObject)} />
        </div>
      )}
    />
  )
}
