import { compareKinds, compareProducts } from './compare.ts'
import { crd } from './crd.ts'
import { fields } from './fields.ts'
import { howTo, useCase } from './howTo.ts'
import { interfaces } from './interfaces.ts'
import { kindList, productList, useCaseList } from './lists.ts'
import { product } from './product.ts'
import type { Recipe } from './recipe.ts'
import { searchAndRead } from './search.ts'
import { hello, help, thanks } from './smallTalk.ts'
import type { Sort } from './sort.ts'
import { changelog, versions } from './versions.ts'

/** How each sort of question is answered. */
export const recipes: Record<Sort, Recipe> = {
  hello,
  thanks,
  help,
  crd,
  fields,
  compareKinds,
  compareProducts,
  howTo,
  useCase,
  useCases: useCaseList,
  product,
  products: productList,
  kinds: kindList,
  versions,
  changelog,
  interfaces,
  search: searchAndRead,
}
