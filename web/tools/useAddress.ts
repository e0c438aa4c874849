import { useLayoutEffect } from 'react'
import { useSearchParams } from 'react-router'

import type { GatewayView, PersonaView } from '#bff'

import { usePersonas } from '../session/queries.ts'
import { createAddressChange } from './addressChange.ts'
import { useGateways } from './useGateways.ts'

export interface Address {
  gateway: GatewayView
  /** Personas that the configuration lets act at this gateway, in its order. */
  personas: PersonaView[]
  /** Those of the URL's `as`, in the order of the URL; may be empty. */
  acting: PersonaView[]
  /** Empty where no tool is chosen. */
  tool: string
  /** JSON text as in the URL; undefined where the URL says nothing. */
  args: string | undefined
  call: string | undefined
  view: 'lists' | 'matrix'
  /** What is looked at: tools, or what the gateway offers beside them. */
  show: Show
  /** The URI of a resource or of a template, or the name of a prompt; empty where none is chosen. */
  item: string
}

export type Show = 'tools' | 'resources' | 'prompts'

export type AddressChange = Partial<
  Record<'gateway' | 'as' | 'tool' | 'args' | 'call' | 'view' | 'show' | 'item', string>
>

/**
 * What the URL says, against what is configured: an unknown gateway is the first one, an unknown
 * persona is left out. `undefined` where no gateway is configured at all.
 */
export function useAddress(): Address | undefined {
  const [search] = useSearchParams()
  const gateways = useGateways()
  const everyone = usePersonas()
  const gateway = gateways.find(({ id }) => id === search.get('gateway')) ?? gateways[0]
  if (!gateway) return undefined
  const personas = everyone.filter(({ id }) => gateway.personas.includes(id))
  const asked = (search.get('as') ?? '').split(',')
  const show = search.get('show')
  return {
    gateway,
    personas,
    acting: asked.flatMap((id) => personas.filter((persona) => persona.id === id)),
    tool: search.get('tool') ?? '',
    args: search.get('args') ?? undefined,
    call: search.get('call') ?? undefined,
    view: search.get('view') === 'matrix' ? 'matrix' : 'lists',
    show: show === 'resources' || show === 'prompts' ? show : 'tools',
    item: search.get('item') ?? '',
  }
}

const address = createAddressChange()

/**
 * Changes some of the URL and leaves the rest. An empty value takes the parameter out. `replace`
 * where going back should not step through it, as while someone types.
 */
export function useSetAddress(): (change: AddressChange, replace?: boolean) => void {
  const [search, setSearch] = useSearchParams()
  useLayoutEffect(() => address.shown(search), [search])
  return (change, replace = false) =>
    setSearch((shown) => address.change(shown, change), { replace, preventScrollReset: true })
}
