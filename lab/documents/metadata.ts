import { z } from 'zod'

/** Every object is strict: a field that this gateway does not honour is refused, never ignored. */
export const metadata = z.strictObject({
  name: z.string(),
  namespace: z.string().default('default'),
  labels: z.record(z.string(), z.string()).optional(),
})

export const port = z.int().min(1).max(65_535)

export const object = <S extends z.ZodType>(spec: S) =>
  z.strictObject({ apiVersion: z.string(), kind: z.string(), metadata, spec })
