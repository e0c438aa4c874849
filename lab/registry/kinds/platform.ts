import * as z from 'zod'

import { badFormat, required } from './fields.ts'
import { defineKind } from './kind.ts'

/** A gateway that the product runs in AWS; nothing in the lab can start one, so it stays without status. */
export const gateway = defineKind({
  kind: 'Gateway',
  plural: 'gateways',
  tagged: false,
  spec: z.object({
    runtimeId: required,
    networkId: required,
    subnetId: required,
    mode: required,
  }),
})

/** Values can be written and never read back; the registry answers their names in `status.dataKeys`. */
export const secret = defineKind({
  kind: 'Secret',
  plural: 'secrets',
  tagged: false,
  resource: 'secret',
  spec: z.object({
    type: z
      .string()
      .refine((type) => type === 'Opaque', {
        error: ({ input }) => `${badFormat(input)} (expected "Opaque")`,
      })
      .optional(),
    immutable: z.boolean().optional(),
    data: z.record(z.string(), z.string()).optional(),
    stringData: z.record(z.string(), z.string()).optional(),
  }),
})

/** Shorter than other names: it becomes the name of a Kubernetes secret. */
export const secretName = /^[a-z0-9][a-z0-9-]{0,62}$/
