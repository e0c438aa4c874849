import { useState } from 'react'

import type { PersonaView } from '#bff'

import { isObject } from '../../mcp/argumentsText.ts'
import { ResourceBlock } from '../ResourceBlock.tsx'
import type { Address } from '../useAddress.ts'
import { ArgumentField } from './ArgumentField.tsx'
import { ItemPanel } from './ItemPanel.tsx'
import type { Offered } from './offered.ts'
import { OfferedLayout } from './OfferedLayout.tsx'
import { Subscription } from './Subscription.tsx'
import { expandTemplate, variablesOf } from './uriTemplate.ts'
import { useOffered } from './useOffered.ts'
import { useRequests } from './useRequests.ts'

interface Props {
  address: Address
  as: PersonaView
  /** Whether the server proposes values for variables. */
  completes: boolean
}

/** The resources of a gateway as one persona sees them, to be read and followed. */
export function Resources({ address, as, completes }: Props) {
  const others = address.personas.filter(({ id }) => id !== as.id)
  const lists = useOffered(address.gateway.id, as, others, [
    'resources/list',
    'resources/templates/list',
  ])
  return (
    <OfferedLayout noun="resources" {...{ address, as, lists }}>
      {(item) => <Resource {...{ item, address, as, completes }} />}
    </OfferedLayout>
  )
}

function Resource({ item, address, as, completes }: Props & { item: Offered }) {
  const requests = useRequests(address.gateway.id)
  const [values, setValues] = useState<Record<string, string>>({})
  const variables = item.kind === 'template' ? variablesOf(item.id) : []
  const uri = item.kind === 'template' ? expandTemplate(item.id, values) : item.id
  const open = variables.filter((name) => !values[name])
  const completing = completes
    ? {
        gateway: address.gateway.id,
        as: as.id,
        ref: { type: 'ref/resource' as const, uri: item.id }, // a literal of MCP
        filled: values,
      }
    : undefined
  const fields = variables.map((name) => (
    <ArgumentField
      key={name}
      name={name}
      description=""
      required
      value={values[name] ?? ''}
      completing={completing}
      onChange={(value) => setValues({ ...values, [name]: value })}
    />
  ))
  return (
    <ItemPanel
      {...{ item, address, as, requests }}
      verb="Read"
      missing={open.length > 0 ? `Fill in ${open.join(' and ')} first.` : undefined}
      request={{ method: 'resources/read', params: { uri } }}
      arguments={
        variables.length > 0 ? (
          <>
            {fields}
            <p className="text-ink-2">
              Reads <code className="font-mono text-sm wrap-anywhere">{uri}</code>
            </p>
          </>
        ) : undefined
      }
      actions={
        item.kind === 'resource' ? (
          <Subscription key={as.id} gateway={address.gateway.id} as={as} uri={uri} />
        ) : undefined
      }
      render={(result) => <Contents result={result} />}
    />
  )
}

function Contents({ result }: { result: Record<string, unknown> }) {
  const contents = (Array.isArray(result.contents) ? result.contents : []).filter(isObject)
  if (contents.length === 0) return <p className="text-ink-2">It was read, and it is empty.</p>
  return (
    <div className="grid min-w-0 gap-4">
      {contents.map((resource) => (
        <ResourceBlock key={JSON.stringify(resource).slice(0, 200)} resource={resource} />
      ))}
    </div>
  )
}
