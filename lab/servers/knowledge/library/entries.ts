import type { Library } from './library.ts'
import { sectionsOf } from './sections.ts'
import type { ProductId } from './shapes.ts'

export const hitKinds = ['product', 'version', 'api', 'crd', 'field', 'use-case'] as const
export type HitKind = (typeof hitKinds)[number]

/** One findable thing. `citation` is how an answer would name it: a file, a CRD kind, a field of a kind. */
export interface Entry {
  kind: HitKind
  product: ProductId
  version: string
  name: string
  citation: string
  excerpt: string
  body: string
  tags: string[]
}

/** Everything of the library that search can find. */
export const entriesOf = (library: Library): Entry[] => [
  ...products(library),
  ...versions(library),
  ...kinds(library),
  ...useCases(library),
]

const products = (library: Library): Entry[] =>
  library.products.flatMap(({ id, name, enterprise, summary, info, apis }) => {
    const released = library.versions.find(
      (version) => version.product === id && version.dateMeans === 'released',
    )
    const shared = { product: id, version: released?.version ?? 'no release known', tags: [id] }
    return [
      {
        ...shared,
        kind: 'product' as const,
        name,
        citation: `product ${name}`,
        excerpt: summary,
        body: `${enterprise} ${info}`,
      },
      ...sectionsOf(apis).map(({ heading, text }) => ({
        ...shared,
        kind: 'api' as const,
        name: `${name} ${heading}`,
        citation: `API specification of ${name}, section ${heading}`,
        excerpt: oneLine(text),
        body: text,
      })),
    ]
  })

const versions = (library: Library): Entry[] =>
  library.versions.map(({ product, version, edition, date, dateMeans, source, changes, note }) => ({
    kind: 'version',
    product,
    version,
    name: `${product} version ${version} ${edition}`,
    citation: `version ${version} of ${product}`,
    excerpt: `${edition}, ${dateMeans} ${date} (${source}).`,
    body: `${note ?? ''} ${changes.join(' ')} changelog release`,
    tags: [product],
  }))

const kinds = (library: Library): Entry[] =>
  library.crds.flatMap(({ kind, group, version, product, asOf, purpose, rules, fields }) => {
    const shared = { product, version: asOf, tags: [product, group] }
    const citation = `CRD ${kind} (${group}/${version})`
    return [
      { ...shared, kind: 'crd', name: kind, citation, excerpt: purpose, body: rules.join(' ') },
      ...fields.map((field) => ({
        ...shared,
        kind: 'field' as const,
        name: `${kind} ${field.path}`,
        citation: `${citation} field ${field.path}`,
        excerpt: field.text,
        body: (field.enum ?? []).join(' '),
      })),
    ]
  })

const useCases = (library: Library): Entry[] =>
  library.useCases.map(({ file, title, product, version, tags, crds, summary, body }) => ({
    kind: 'use-case',
    product,
    version,
    name: title,
    citation: file,
    excerpt: summary,
    body: `${crds.join(' ')}\n${body}`,
    tags,
  }))

/** The beginning of a text without its Markdown tables, short enough for one line of a result. */
function oneLine(text: string): string {
  const plain = text
    .replace(/^\|[-| ]+\|$/gm, '')
    .replace(/\s*\|\s*/g, ' ')
    .replace(/\s+/g, ' ')
  return plain.length > 200 ? `${plain.slice(0, 199).trimEnd()}…` : plain.trim()
}
