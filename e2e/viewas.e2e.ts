import type { Page } from '@playwright/test'

import { press } from './support/keyboard.ts'
import { openRegistry, rowOf, shown, viewAs } from './support/registry.ts'
import { expect, test } from './support/test.ts'

test.use({ alone: 'registry' })
test.afterEach(({ product }) => product.lab.reset())

const beside = (page: Page) => page.getByRole('combobox', { name: 'beside' })
const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Kinds' }).getByRole('listitem').filter({ hasText: name })

test('norole sees nothing, and the page says that this is the policy’s doing and not an empty registry', async ({
  console: page,
}) => {
  await openRegistry(page, '/catalog')
  await expect(page.getByText('admin is a superuser of this registry.')).toBeVisible()
  await viewAs(page).selectOption('norole')
  await expect(
    page.getByText(
      'norole: 0 agents. Its token carries no roles, so no access policy can grant it anything.',
    ),
  ).toBeVisible()
  await expect(shown(page)).toHaveText('0 of 0')
  await expect(
    page.getByRole('button', { name: 'Access policies', exact: true }),
  ).toHaveAccessibleDescription(
    'norole may not list access policies. It said: registry admin required',
  )
  await page.reload()
  await expect(viewAs(page)).toHaveValue('norole')
  await page.goto('/instances?as=norole')
  await expect(page.getByText('norole: 0 deployments.')).toBeVisible()
  await page.goto('/catalog/agents/release-notes?as=norole')
  await expect(page.getByRole('alert')).toContainText(
    'norole may not read the Agent "release-notes". It said: forbidden',
  )
  await expect(page.getByRole('alert')).toContainText('unless an access policy grants it')
})

test('viewer, engineering and docs each see what their policies grant', async ({
  console: page,
}) => {
  const agents = [
    ['viewer', 'Agents8', 'MCP servers3'],
    ['engineering', 'Agents8', 'MCP servers3'],
    ['docs', 'Agents2', 'MCP servers0'],
  ] as const
  await openRegistry(page, '/catalog')
  for (const [persona, ...counts] of agents) {
    await viewAs(page).selectOption(persona)
    await expect(page.getByText(`${persona} has the role ${persona}.`)).toBeVisible()
    for (const count of counts) await expect(tab(page, count)).toHaveCount(1)
  }
  await expect(page.getByRole('table', { name: 'Agents' }).getByRole('link')).toHaveText([
    'docs-reviewer',
    'release-notes',
  ])
  await viewAs(page).selectOption('viewer')
  await expect(rowOf(page, 'cost-explainer')).toBeVisible()
})

test('what a persona may not do is refused by the registry in its own words, and another may', async ({
  console: page,
}) => {
  await openRegistry(page, '/catalog/agents/cost-explainer?as=viewer')
  await page.getByRole('button', { name: 'Deploy to kagent-tor1' }).click()
  const dialog = page.getByRole('dialog', { name: 'Deploy cost-explainer' })
  await dialog.getByRole('button', { name: 'Deploy', exact: true }).click()
  await expect(dialog.getByText('cost-explainer was not deployed')).toBeVisible()
  await expect(dialog).toContainText(/forbidden: .*registry:deploy/)
  await expect(dialog.getByRole('textbox', { name: 'Name of the Deployment' })).toHaveValue(
    'cost-explainer-kagent',
  )
  await page.keyboard.press('Escape')
  await viewAs(page).selectOption('engineering')
  await expect(page.getByText('engineering has the role engineering.')).toBeVisible()
  await page.getByRole('button', { name: 'Deploy to kagent-tor1' }).click()
  await dialog.getByRole('button', { name: 'Deploy', exact: true }).click()
  const deployed = page.getByRole('region', { name: 'One Agent, one Runtime' })
  await expect(deployed).toContainText('Ready', { timeout: 20_000 })
})

test('a refusal does not stay in the dialog for whoever looks next, and what was typed does', async ({
  console: page,
}) => {
  await openRegistry(page, '/catalog/agents/cost-explainer?as=engineering')
  await viewAs(page).selectOption('viewer')
  await expect(page.getByText('viewer has the role viewer.')).toBeVisible()
  await page.getByRole('button', { name: 'Deploy to kagent-tor1' }).click()
  const dialog = page.getByRole('dialog', { name: 'Deploy cost-explainer' })
  const name = dialog.getByRole('textbox', { name: 'Name of the Deployment' })
  await name.fill('cost-explainer-typed')
  await dialog.getByRole('button', { name: 'Deploy', exact: true }).click()
  await expect(dialog.getByText('cost-explainer was not deployed')).toBeVisible()
  await page.goBack()
  await expect(page).toHaveURL(/as=engineering/)
  await expect(dialog.getByText('cost-explainer was not deployed')).toBeHidden()
  await expect(name).toHaveValue('cost-explainer-typed')
})

test('two personas stand side by side, and what one may not see is struck through, not left out', async ({
  console: page,
}) => {
  await openRegistry(page, '/catalog')
  await beside(page).selectOption('norole')
  const side = (persona: string) => page.getByRole('region', { name: `agents as ${persona}` })
  await expect(side('admin').getByRole('link')).toHaveCount(8)
  await expect(side('norole').getByRole('link')).toHaveCount(0)
  await expect(side('norole').getByText('hidden', { exact: true })).toHaveCount(8)
  await expect(side('norole').getByText('0', { exact: true })).toBeVisible()
  expect(new URL(page.url()).searchParams.get('as')).toBe('admin,norole')
  await page.reload()
  await beside(page).selectOption('docs')
  await expect(side('docs').getByRole('link')).toHaveText(['docs-reviewer', 'release-notes'])
  await page.getByRole('navigation', { name: 'Kinds' }).getByText('Prompts').click()
  await expect(page.getByRole('region', { name: 'prompts as docs' }).getByRole('link')).toHaveCount(
    2,
  )
  await page.getByRole('button', { name: 'Who is that here?' }).click()
  const card = page.getByRole('dialog', { name: 'Who that is to the registry' })
  await expect(card).toContainText('admin is a superuser of this registry.')
  await expect(card).toContainText('docs has the role docs.')
  await expect(card).toContainText('docs: Writers see their own two agents')
  await page.keyboard.press('Escape')
  await beside(page).selectOption('nobody')
  await expect(page.getByRole('table', { name: 'Prompts' })).toBeVisible()
})

test('people of the realm are known by their groups: carol may do all, alice and bob what theirs deserve, dave nothing', async ({
  console: page,
}) => {
  await openRegistry(page, '/instances?as=carol')
  await expect(page.getByText('carol is a superuser of this registry.')).toBeVisible()
  await expect(shown(page)).toHaveText('8 of 8')
  await viewAs(page).selectOption('alice')
  await expect(page.getByText('alice has the role field-fte.')).toBeVisible()
  await expect(shown(page)).toHaveText('8 of 8')
  await viewAs(page).selectOption('bob')
  await expect(page.getByText('bob has the role field-trial.')).toBeVisible()
  await expect(shown(page)).toHaveText('2 of 2')
  await expect(rowOf(page, 'solofieldassistant-kagent')).toContainText('Ready')
  await viewAs(page).selectOption('dave')
  await expect(page.getByText('dave: 0 deployments.')).toBeVisible()
  await page.getByRole('button', { name: 'Who is that here?' }).click()
  const card = page.getByRole('dialog', { name: 'Who that is to the registry' })
  await expect(card).toContainText('dave has no roles here.')
  await expect(card).toContainText(/\/realms\/solo/)
})

test('g c, g i and g r go to the pages of the registry, and the palette knows them', async ({
  console: page,
}) => {
  for (const [keys, name] of [
    ['g c', 'Catalog'],
    ['g i', 'Instances'],
    ['g r', 'Runtimes'],
  ] as const) {
    await press(page, keys)
    await expect(page.getByRole('heading', { level: 1, name })).toBeFocused()
    await expect(page).toHaveTitle(`${name} · Parallax`)
  }
  await page.keyboard.press('Control+k')
  // The palette is fetched when it is first wanted; what is typed before goes to the page.
  await expect(page.getByRole('combobox', { name: 'Search or jump to' })).toBeFocused()
  await page.keyboard.type('catal')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Catalog' })).toBeFocused()
})
