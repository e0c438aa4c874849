import { z } from 'zod'

/** The members that the broker looks at before it knows what a message is; anything else may be missing. */
const envelope = z.looseObject({
  jsonrpc: z.unknown().optional(),
  id: z.union([z.string(), z.number()]).nullish().catch(null),
  method: z.string().optional(),
  params: z.unknown().optional(),
  result: z.unknown().optional(),
  error: z.unknown().optional(),
})

export type Envelope = z.output<typeof envelope>

/** The message of a body, or undefined for what is no JSON object; batches are none. */
export function readEnvelope(body: string): Envelope | undefined {
  try {
    return envelope.parse(JSON.parse(body))
  } catch {
    return undefined
  }
}

/** The members of params, none where they are no object. */
export const paramsOf = ({ params }: Envelope): Readonly<Record<string, unknown>> =>
  z.record(z.string(), z.unknown()).safeParse(params).data ?? {}

/** The `name` in params, empty where there is none. */
export const nameOf = (message: Envelope): string => {
  const { name } = paramsOf(message)
  return typeof name === 'string' ? name : ''
}
