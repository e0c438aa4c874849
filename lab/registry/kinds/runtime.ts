import * as z from 'zod'

import { missing } from './fields.ts'
import { defineKind, type Kind } from './kind.ts'

/** Checks the `config` of one type; answers the field's fault, `kagentUrl: required field missing`. */
export type ConfigCheck = (config: Record<string, unknown>) => string | undefined

/**
 * The Runtime kind of a registry that has adapters for these types. A type may be written in any
 * case and is stored in its canonical one (agentregistry 84f7a5e9, runtime_validate.go).
 */
export function runtimeKind(types: Map<string, ConfigCheck | undefined>): Kind {
  const known = [...types.keys()].toSorted()
  const canonical = (type: string) =>
    known.find((one) => one.toLowerCase() === type.trim().toLowerCase()) ?? type
  const spec = z
    .object({
      type: z
        .string()
        .min(1, missing)
        .overwrite(canonical)
        .refine((type) => type === '' || types.has(type), {
          error: ({ input }) =>
            `unknown runtime type: ${JSON.stringify(input)} (known: [${known.join(' ')}])`,
        }),
      config: z.record(z.string(), z.unknown()).optional(),
      telemetryEndpoint: z.string().optional(),
    })
    .superRefine(({ type, config = {} }, context) => {
      const fault = types.get(type)?.(config)
      const at = fault?.indexOf(': ') ?? -1
      if (fault === undefined) return
      context.addIssue({
        code: 'custom',
        path: ['config', ...fault.slice(0, at).split('.')],
        message: fault.slice(at + 2),
      })
    })
  return defineKind({
    kind: 'Runtime',
    plural: 'runtimes',
    tagged: false,
    resource: 'runtime',
    spec,
  })
}

export interface RuntimeSpec {
  type: string
  config?: Record<string, unknown>
}

export const runtimeSpec = (row: { spec: Record<string, unknown> }): RuntimeSpec =>
  row.spec as unknown as RuntimeSpec // only rows of kind Runtime are passed, read by the schema above
