import type { GatewayView } from '#bff'

import { useBounds } from '../session/actors.ts'
import { useStandpoint } from '../session/queries.ts'
import { sayState } from '../session/sayState.ts'
import { Select } from '../ui/inputs.tsx'
import { PersonaMark } from '../ui/PersonaMark.tsx'
import { initialOf } from '../ui/standpoint.ts'
import { useGatewayPersonas } from './useGateway.ts'
import { useParameters } from './useParameters.ts'

/** As whom the gateway is asked what it is and how many tools it has; in the URL. */
export function Looker({ gateway, as }: { gateway: GatewayView; as: string }) {
  useBounds(gateway.personas)
  const personas = useGatewayPersonas(gateway)
  const standpoint = useStandpoint()
  const [, set] = useParameters()
  const name = personas.find(({ id }) => id === as)?.label ?? as
  return (
    <label className="flex w-fit items-center gap-2 text-sm">
      Asked as
      <PersonaMark size="sm" standpoint={standpoint(as)} initial={initialOf(name)} />
      <Select
        className="field-sizing-content min-h-8! w-auto! text-sm!"
        value={as}
        onChange={({ target }) => set({ as: target.value })}
      >
        {personas.map(({ id, label, state }) => (
          <option key={id} value={id}>
            {state === 'ready' ? label : `${label} (${sayState(state)})`}
          </option>
        ))}
      </Select>
    </label>
  )
}
