import type { Library } from '../library/library.ts'
import type { SearchIndex } from '../library/searchIndex.ts'
import { getCrdMap, getCrdSchema } from './crds.ts'
import { getApiSpecs, getProductInfo, listProducts } from './products.ts'
import { search } from './search.ts'
import type { Tool } from './tool.ts'
import { getUseCase, searchUseCases } from './useCases.ts'
import { getChangelog, getVersions } from './versions.ts'

/** The ten tools in the order in which the real server lists them. */
export const allTools = (library: Library, index: SearchIndex): Tool[] => [
  listProducts(library),
  getProductInfo(library),
  getVersions(library),
  getChangelog(library),
  searchUseCases(library, index),
  getApiSpecs(library),
  getCrdMap(library),
  getUseCase(library),
  getCrdSchema(library),
  search(index),
]
