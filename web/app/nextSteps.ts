import type { GatewayView, PersonaView } from '#bff'

import { paths } from '../paths.ts'

export interface NextStep {
  to: string
  title: string
  sentence: string
}

/**
 * The three acts that show what a policy does, with the first gateway that two of the personas may
 * use. The tool and its argument are those of the knowledge base that seeds this console; another
 * server answers them with its own words, which shows the same thing.
 */
export function nextSteps(
  gateways: readonly GatewayView[],
  personas: readonly PersonaView[],
): NextStep[] {
  const gateway = gateways.find((each) => each.personas.length > 1)
  const [one, two] = personas.filter(({ id }) => gateway?.personas.includes(id))
  if (!gateway || !one || !two) return []
  const tool = 'get_product_info'
  const args = JSON.stringify({ product: 'kgateway' })
  const as = [one.id, two.id]
  return [
    {
      to: paths.compare({ gateway: gateway.id, as }),
      title: `List the tools as ${one.label} and as ${two.label}`,
      sentence: `${gateway.label} answers each with what its policy lets that person see.`,
    },
    {
      to: paths.tools({ gateway: gateway.id, as: two.id, tool, args }),
      title: `Call a tool by name as ${two.label}`,
      sentence: `${tool} need not be in the list: a policy that only hides would still let the call through.`,
    },
    {
      to: paths.compare({ gateway: gateway.id, as, tool, args }),
      title: 'Send the same call as both',
      sentence: 'The two answers stand side by side; where they differ is marked.',
    },
  ]
}
