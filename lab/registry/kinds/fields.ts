import * as z from 'zod'

export const missing = 'required field missing'

/** Go's `%w: %q` for a value of the wrong form. */
export const badFormat = (value: unknown): string => `invalid format: ${JSON.stringify(value)}`

/** A text that must be there; an empty one counts as missing, as Go's zero value does. */
export const required = z.string().min(1, missing)

const dns1123 = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/

/** A DNS-1123 subdomain of at most 253 characters. */
export const objectName = required.refine((name) => name.length <= 253 && dns1123.test(name), {
  error: ({ input }) => badFormat(input),
  when: ({ value }) => typeof value === 'string' && value !== '',
})

export const namespaceName = z.string().regex(/^[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?$/, {
  error: ({ input }) => badFormat(input),
})

export const tagName = z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/, {
  error: ({ input }) => badFormat(input),
})

/** Optional in every kind; when it is there it must say something. */
export const title = z.string().refine((text) => text === '' || text.trim() !== '', {
  error: 'invalid format: title must not be whitespace-only',
})

export const absoluteUrl = z
  .string()
  .refine((text) => text === '' || (URL.canParse(text) && new URL(text).host !== ''), {
    error: 'invalid url: host is empty',
  })

/** A blank namespace is the referrer's; a blank tag is the literal `latest`. */
const resourceRef = z.object({
  kind: required,
  name: objectName,
  namespace: namespaceName.optional(),
  tag: tagName.optional(),
})
export type ResourceRef = z.output<typeof resourceRef>

/** A reference whose kind is implied by its field; it is stored with the kind written out. */
export const refTo = (kind: string) =>
  resourceRef.extend({
    kind: z
      .string()
      .default(kind)
      .refine((given) => given === kind, {
        error: ({ input }) =>
          `invalid resource reference: must be ${JSON.stringify(kind)}, got ${JSON.stringify(input)}`,
      }),
  })

/** A reference to one of several kinds, which the document must name. */
export const refToOneOf = (...kinds: string[]) =>
  resourceRef.extend({
    kind: required.refine((given) => given === '' || kinds.includes(given), {
      error: ({ input }) =>
        `invalid resource reference: kind ${JSON.stringify(input)} not allowed here (expected one of [${kinds.join(' ')}])`,
    }),
  })

export const repository = z.object({
  url: absoluteUrl.optional(),
  branch: z.string().optional(),
  commit: z.string().optional(),
  subfolder: z.string().optional(),
  credentialsRef: z.object({ name: required }).optional(),
})

export const secretKeyRef = z.object({
  name: required,
  namespace: namespaceName.optional(),
  key: z.string().optional(),
})
