import * as z from 'zod'

/** The products this knowledge base speaks of, in the order in which it lists them. */
export const productIds = [
  'kgateway',
  'agentgateway',
  'istio',
  'kagent',
  'agentregistry',
  'gateway-api',
  'kuadrant-mcp-gateway',
] as const

export const productId = z.enum(productIds)
export type ProductId = z.infer<typeof productId>

const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date as YYYY-MM-DD')

/** The front matter of `content/products/<id>.md`; the Markdown below it is what `get_product_info` returns. */
export const productHead = z.strictObject({
  id: productId,
  name: z.string(),
  enterprise: z.string(),
  repository: z.string(),
  license: z.string(),
  summary: z.string(),
})

/**
 * One entry of `content/versions/<id>.yaml`. `date` is the day of the release, or, when `dateMeans` is
 * `observed`, the day on which the version was seen in use; `source` says where that is known from.
 */
export const versionEntry = z.strictObject({
  version: z.string(),
  edition: z.enum(['oss', 'enterprise']),
  date: isoDate,
  dateMeans: z.enum(['released', 'observed']),
  source: z.string(),
  note: z.string().optional(),
  changes: z.array(z.string()).default([]),
})

const crdField = z.strictObject({
  type: z.string(),
  required: z.boolean().default(false),
  enum: z.array(z.union([z.string(), z.number()])).optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
  text: z.string(),
})

/** `content/crds/<product>/<Kind>.yaml`: one kind and its principal fields by path. */
export const crdFile = z.strictObject({
  kind: z.string(),
  group: z.string(),
  version: z.string(),
  scope: z.enum(['Namespaced', 'Cluster', 'Registry']),
  asOf: z.string(),
  purpose: z.string(),
  rules: z.array(z.string()).default([]),
  fields: z.record(z.string(), crdField),
})

/** The front matter of `content/use-cases/<area>/<name>.md`. */
export const useCaseHead = z.strictObject({
  title: z.string(),
  product: productId,
  version: z.string(),
  tags: z.array(z.string()).min(1),
  crds: z.array(z.string()).min(1),
  summary: z.string(),
})

export type Product = z.infer<typeof productHead> & { info: string; apis: string }
export type Version = z.infer<typeof versionEntry> & { product: ProductId }
export type CrdField = z.infer<typeof crdField> & { path: string }
export type Crd = Omit<z.infer<typeof crdFile>, 'fields'> & {
  product: ProductId
  fields: CrdField[]
}
export type UseCase = z.infer<typeof useCaseHead> & { file: string; body: string }
