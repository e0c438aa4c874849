import * as z from 'zod'

import type { Library } from '../library/library.ts'
import { suggestion } from '../library/nearest.ts'
import type { SearchIndex } from '../library/searchIndex.ts'
import type { UseCase } from '../library/shapes.ts'
import { anyProduct, limit } from './arguments.ts'
import { NotKnown, type Tool, defineTool } from './tool.ts'

const line = ({ file, title, product, version, tags, summary }: UseCase): string =>
  `- **${file}**: ${title} (${product}, ${version}; ${tags.join(', ')}). ${summary}`

export function searchUseCases({ useCases }: Library, index: SearchIndex): Tool {
  const tags = [...new Set(useCases.flatMap((useCase) => useCase.tags))].toSorted()
  return defineTool({
    name: 'search_use_cases',
    title: 'Search use cases',
    description:
      'Use cases (how to do something, with YAML and pitfalls) by words, product or tag; without words, all of them. Read one with get_use_case.',
    input: z.strictObject({
      query: z
        .string()
        .default('')
        .describe('Words to look for; typing errors are forgiven')
        .meta({ examples: ['rate limit', 'per tool authorization'] }),
      product: anyProduct,
      tag: z.enum(tags).optional().describe('Only use cases with this tag'),
      limit: limit(10, 50),
    }),
    answer: ({ query, product, tag, limit: most }) => {
      const found =
        query.trim() === ''
          ? useCases.filter((each) => fits(each, product, tag)).slice(0, most)
          : index
              .search(query, { kind: 'use-case', product, tag, limit: most })
              .flatMap(({ citation }) => useCases.filter(({ file }) => file === citation))
      return {
        text:
          found.length > 0
            ? `# Use cases\n\n${found.map(line).join('\n')}`
            : `No use case was found for "${query}". Without a query this tool lists all ${useCases.length}.`,
      }
    },
  })
}

const fits = (useCase: UseCase, product?: string, tag?: string): boolean =>
  (product === undefined || useCase.product === product) &&
  (tag === undefined || useCase.tags.includes(tag))

export function getUseCase({ useCases }: Library): Tool {
  return defineTool({
    name: 'get_use_case',
    title: 'Read a use case',
    description:
      'One use case in full, as Markdown: what it achieves, the YAML, how to see that it works, and the pitfalls.',
    input: z.strictObject({
      file: z
        .string()
        .min(1)
        .describe('The path that search_use_cases returns; "use-cases/" and ".md" may be left out')
        .meta({ examples: ['use-cases/security/jwt-authentication.md'] }),
    }),
    answer: ({ file }) => {
      const bare = file
        .trim()
        .replace(/^\/?(use-cases\/)?/, '')
        .replace(/\.md$/, '')
      const found = useCases.find((each) => each.file === `use-cases/${bare}.md`)
      if (found === undefined)
        throw new NotKnown(
          `file: there is no use case "${file}". ${suggestion(
            bare.split('/').at(-1) ?? bare,
            useCases.map((each) => each.file),
            'search_use_cases lists all of them.',
          )}`,
        )
      const { title, product, version, tags, crds, body } = found
      const facts = `File ${found.file} · product ${product} ${version} · kinds ${crds.join(', ')} · tags ${tags.join(', ')}`
      return { text: `# ${title}\n\n${facts}\n\n${body}` }
    },
  })
}
