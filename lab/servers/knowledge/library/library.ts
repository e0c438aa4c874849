import * as z from 'zod'

import { listContent, parseChecked, readContent, splitFrontMatter } from './read.ts'
import {
  type Crd,
  type Product,
  type ProductId,
  type UseCase,
  type Version,
  crdFile,
  productHead,
  productIds,
  useCaseHead,
  versionEntry,
} from './shapes.ts'

/** All that the server knows, read once at start. */
export interface Library {
  products: Product[]
  versions: Version[]
  crds: Crd[]
  useCases: UseCase[]
}

/**
 * Reads and checks the whole content folder.
 * @throws Error that names the file and the field when a file does not have its shape
 */
export async function loadLibrary(): Promise<Library> {
  const [products, versions, crds, useCases] = await Promise.all([
    Promise.all(productIds.map(readProduct)),
    Promise.all(productIds.map(readVersions)),
    Promise.all(productIds.map(readCrds)),
    readUseCases(),
  ])
  return { products, versions: versions.flat(), crds: crds.flat(), useCases }
}

async function readProduct(id: ProductId): Promise<Product> {
  const path = `products/${id}.md`
  const { head, body } = splitFrontMatter(path, await readContent(path))
  const apis = await readContent(`apis/${id}.md`)
  return { ...parseChecked(path, head, productHead), info: body, apis: apis.trimEnd() }
}

async function readVersions(product: ProductId): Promise<Version[]> {
  const path = `versions/${product}.yaml`
  const entries = parseChecked(path, await readContent(path), z.array(versionEntry))
  return entries
    .map((entry) => ({ ...entry, product }))
    .toSorted((a, b) => b.date.localeCompare(a.date))
}

async function readCrds(product: ProductId): Promise<Crd[]> {
  const paths = await listContent(`crds/${product}`, '.yaml')
  return Promise.all(
    paths.map(async (path) => {
      const crd = parseChecked(path, await readContent(path), crdFile)
      const fields = Object.entries(crd.fields).map(([name, field]) => ({ path: name, ...field }))
      return { ...crd, product, fields }
    }),
  )
}

async function readUseCases(): Promise<UseCase[]> {
  const paths = await listContent('use-cases', '.md')
  return Promise.all(
    paths.map(async (path) => {
      const { head, body } = splitFrontMatter(path, await readContent(path))
      return { ...parseChecked(path, head, useCaseHead), file: path, body }
    }),
  )
}
