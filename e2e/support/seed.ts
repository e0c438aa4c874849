/** Scenes 2 and 3 of the seed, as it prints them. */
export const aliceTools = [
  'list_products',
  'get_product_info',
  'get_versions',
  'get_changelog',
  'search_use_cases',
  'get_api_specs',
  'get_crd_map',
  'get_use_case',
  'get_crd_schema',
  'search',
]

export const bobTools = ['list_products', 'search']

export const hiddenFromBob = aliceTools.filter((tool) => !bobTools.includes(tool))

export const call = { tool: 'get_product_info', arguments: { product: 'kgateway' } }

/** The text of alice's answer, as far as the seed prints it. */
export const twelveLines = [
  '# kgateway',
  '',
  '## Product Identity',
  '',
  '| | |',
  '|---|---|',
  '| **Current Enterprise Name** | Solo Enterprise for kgateway |',
  '| **Current OSS Name** | kgateway |',
  '| **Enterprise Vendor** | Solo.io |',
  '| **OSS License** | Apache 2.0 |',
  '| **OSS Repository** | [kgateway-dev/kgateway](https://github.com/kgateway-dev/kgateway) |',
  '| **Enterprise Docs** | [docs.solo.io/kgateway](https://docs.solo.io/kgateway/) |',
]
