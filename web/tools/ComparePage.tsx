import { CompareLists } from './CompareLists.tsx'
import { loadTools } from './loaders.ts'
import { Matrix } from './Matrix.tsx'
import { NoGateway } from './NoGateway.tsx'
import { useAddress } from './useAddress.ts'

export const loader = loadTools(2, 4)
export { shouldRevalidate } from './loaders.ts'

export function Component() {
  const address = useAddress()
  if (!address || address.personas.length === 0) return <NoGateway />
  if (address.view === 'matrix') return <Matrix key={address.gateway.id} address={address} />
  return <CompareLists key={address.gateway.id} address={address} />
}
