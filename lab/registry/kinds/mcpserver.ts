import * as z from 'zod'

import { absoluteUrl, missing, repository, required, title } from './fields.ts'
import { defineKind } from './kind.ts'

const remote = z.object({
  type: required,
  url: required.refine((url) => url === '' || URL.canParse(url), {
    error: 'invalid url: host is empty',
  }),
  headers: z.array(z.object({ name: required, value: z.string().optional() })).optional(),
})

const origin = z.object({
  type: z.enum(['npm', 'pypi', 'oci'], {
    error: ({ input }) =>
      input === undefined ? missing : `invalid format: ${JSON.stringify(input)}`,
  }),
  identifier: required,
  npm: z.record(z.string(), z.string()).optional(),
  pypi: z.record(z.string(), z.string()).optional(),
  oci: z.record(z.string(), z.string()).optional(),
})

const argument = z.object({
  type: z.string().optional(),
  name: z.string().optional(),
  value: z.string().optional(),
})

const launch = z.object({
  command: z.string().optional(),
  args: z.array(argument).optional(),
  env: z
    .array(
      z.object({
        name: required,
        value: z.string().optional(),
        isRequired: z.boolean().optional(),
      }),
    )
    .optional(),
})

const transport = z.object({
  type: required,
  port: z.number().optional(),
  path: z.string().optional(),
})

const spec = z
  .object({
    title: title.optional(),
    description: z.string().optional(),
    iconUrl: absoluteUrl.optional(),
    remote: remote.optional(),
    source: z
      .object({
        package: z.object({ origin, launch: launch.optional(), transport }).optional(),
        repository: repository.optional(),
      })
      .optional(),
  })
  .superRefine(({ source, remote: given }, context) => {
    if (!source && !given)
      context.addIssue({
        code: 'custom',
        message: `${missing}: one of spec.source or spec.remote must be set`,
      })
    if (source && given)
      context.addIssue({
        code: 'custom',
        message: 'invalid resource reference: spec.source and spec.remote are mutually exclusive',
      })
  })

export const mcpServer = defineKind({
  kind: 'MCPServer',
  plural: 'mcpservers',
  tagged: true,
  resource: 'server',
  spec,
  // The product looks every package up online. This one never leaves the machine, and a package that
  // nobody looked up must not pass for one that was found.
  verify: ({ source }) => {
    if (!source?.package) return undefined
    const { type, identifier } = source.package.origin
    return `registries: spec.source.package.origin: ${type} package ${JSON.stringify(identifier)} cannot be verified offline; use spec.remote`
  },
})
