import { markdownTable, sectionsOf } from '../markdown.ts'
import { schemaCall } from './crd.ts'
import { readCrds } from './crdText.ts'
import { nameOf } from './names.ts'
import { rowsOf } from './product.ts'
import { type Recipe, failed, nothing, stepOf } from './recipe.ts'
import { tellUseCase } from './tellUseCase.ts'
import { citedKind, listed, paragraphs } from './wording.ts'

/** "What is the difference between kgateway and agentgateway?" */
export const compareProducts: Recipe = ({ products }, steps) => {
  const ids = products.slice(0, 3)
  const names = listed(ids.map(nameOf))
  if (steps.length === 0)
    return {
      say: `Let me read about ${names}.`,
      calls: [
        ...ids.map((product) => ({ name: 'get_product_info', args: { product } })),
        {
          name: 'search_use_cases',
          args: { query: `choose between ${ids.join(' and ')}`, limit: 3 },
        },
      ],
    }
  const file = choiceBetween(stepOf(steps, 'search_use_cases')?.text ?? '', ids)
  const page = stepOf(steps, 'get_use_case')
  if (file !== undefined && !steps.some(({ name }) => name === 'get_use_case'))
    return { calls: [{ name: 'get_use_case', args: { file } }] }
  const pages = steps.filter(({ name, outcome }) => name === 'get_product_info' && outcome === 'ok')
  return {
    say: paragraphs(
      `${names} side by side:`,
      sideBySide(pages.map(({ args, text }) => ({ name: nameOf(String(args['product'])), text }))),
      `Source: product information of ${listed(ids.map((id) => `\`${id}\``))}.`,
      page && tellUseCase(page.text),
    ),
  }
}

/** A use case whose title puts all of the products side by side. */
function choiceBetween(text: string, ids: readonly string[]): string | undefined {
  const line = text
    .split('\n')
    .find(
      (each) =>
        /^- \*\*.+?\*\*: (Choose|Compare)/.test(each) && ids.every((id) => each.includes(id)),
    )
  return /^- \*\*(.+?)\*\*/.exec(line ?? '')?.[1]
}

function sideBySide(pages: readonly { name: string; text: string }[]): string {
  const identities = pages.map(({ text }) => new Map(rowsOf(text)))
  const wanted = ['Current Enterprise Name', 'OSS License', 'OSS Repository', 'Steward']
  const purposes = pages.map(({ text }) => {
    const about = sectionsOf(text).find(({ heading }) => heading === 'What it is')
    return about?.text ?? ''
  })
  return markdownTable(
    ['', ...pages.map(({ name }) => name)],
    [
      ['What it is', ...purposes],
      ...wanted
        .filter((row) => identities.some((identity) => identity.has(row)))
        .map((row) => [row, ...identities.map((identity) => identity.get(row) ?? 'not told')]),
    ],
  )
}

/** "TrafficPolicy or AgentgatewayPolicy?" */
export const compareKinds: Recipe = (intent, steps) => {
  const names = intent.kinds.slice(0, 3)
  if (steps.length === 0)
    return { calls: names.map((kind) => schemaCall(kind, { ...intent, products: [] })) }
  const missing = failed(steps)
  const crds = steps.filter(({ outcome }) => outcome === 'ok').flatMap(({ text }) => readCrds(text))
  const fields = crds.map(
    (crd) => new Set(crd.fields.map(({ path }) => path.split('.').slice(0, 2).join('.'))),
  )
  const common = [...(fields[0] ?? [])].filter((path) => fields.every((other) => other.has(path)))
  return {
    say: paragraphs(
      crds.length > 0 && `${listed(crds.map(({ kind }) => `**${kind}**`))} side by side:`,
      crds.length > 0 &&
        markdownTable(
          ['', ...crds.map(({ kind }) => kind)],
          [
            ['What it is for', ...crds.map(({ purpose }) => purpose)],
            ['apiVersion', ...crds.map(({ apiVersion }) => `\`${apiVersion}\``)],
            ['Product', ...crds.map(({ asOf }) => asOf)],
            ['Scope', ...crds.map(({ scope }) => scope)],
            [
              'Only here',
              ...fields.map((own) => code([...own].filter((path) => !common.includes(path)))),
            ],
          ],
        ),
      crds.length > 1 &&
        `Both have ${common.length > 0 ? code(common) : 'no principal field in common'}.`,
      missing && nothing(missing),
      crds.map(citedKind).join(' '),
    ),
  }
}

const code = (paths: readonly string[]): string =>
  listed(paths.slice(0, 14).map((path) => `\`${path}\``)) || 'nothing'
