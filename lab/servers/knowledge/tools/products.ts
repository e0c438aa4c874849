import * as z from 'zod'

import type { Library } from '../library/library.ts'
import { table } from '../library/markdown.ts'
import { suggestion } from '../library/nearest.ts'
import { sectionsOf } from '../library/sections.ts'
import type { Product, ProductId } from '../library/shapes.ts'
import { oneProduct } from './arguments.ts'
import { NotKnown, type Tool, defineTool } from './tool.ts'

const productRow = z.object({
  id: z.string(),
  name: z.string(),
  enterprise: z.string(),
  repository: z.string(),
  license: z.string(),
  summary: z.string(),
})

export function listProducts({ products }: Library): Tool {
  const rows = products.map(({ id, name, enterprise, repository, license, summary }) => ({
    id,
    name,
    enterprise,
    repository,
    license,
    summary,
  }))
  const text = table(
    ['id', 'product', 'enterprise name', 'repository', 'licence', 'what it is'],
    rows.map((row) => Object.values(row)),
  )
  return defineTool({
    name: 'list_products',
    title: 'List products',
    description:
      'Every product this knowledge base covers: id, names, repository, licence and one sentence. Start here; the other tools take these ids as `product`.',
    input: z.strictObject({}),
    output: z.object({ products: z.array(productRow) }),
    answer: () => ({ text: `# Products\n\n${text}`, data: { products: rows } }),
  })
}

export function getProductInfo(library: Library): Tool {
  return defineTool({
    name: 'get_product_info',
    title: 'Product information',
    description:
      'Identity (open-source and enterprise name, vendor, licence, repository, documentation) of one product, what it is for, its parts and its kinds, as Markdown.',
    input: z.strictObject({ product: oneProduct }),
    answer: ({ product }) => ({ text: productOf(library, product).info }),
  })
}

export function getApiSpecs(library: Library): Tool {
  return defineTool({
    name: 'get_api_specs',
    title: 'API specifications',
    description:
      'The interfaces of one product at the wire: endpoints, ports, headers, status codes and literal error texts, with the version they were read at.',
    input: z.strictObject({
      product: oneProduct,
      section: z
        .string()
        .optional()
        .describe('Only the part below this heading; leave it out for the whole page')
        .meta({ examples: ['Ports', 'Sessions'] }),
    }),
    answer: ({ product, section }) => {
      const { apis } = productOf(library, product)
      return { text: section === undefined ? apis : sectionOf(apis, section) }
    },
  })
}

/** The part of a page below one of its `##` headings, whose name may be given in part. */
function sectionOf(page: string, wanted: string): string {
  const sections = sectionsOf(page)
  const names = sections.map(({ heading }) => heading)
  const found = sections.find(({ heading }) => heading.toLowerCase().includes(wanted.toLowerCase()))
  if (found === undefined)
    throw new NotKnown(
      `section: this page has no heading "${wanted}". ${suggestion(wanted, names, '')} Its headings: ${names.join(', ')}`,
    )
  return `${page.split('\n', 1)[0]}\n\n## ${found.heading}\n\n${found.text}`
}

function productOf({ products }: Library, id: ProductId): Product {
  const product = products.find((each) => each.id === id)
  if (product === undefined) throw new NotKnown(`product: nothing is known of ${id}`)
  return product
}
