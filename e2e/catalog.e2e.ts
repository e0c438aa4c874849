import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import type { Page } from '@playwright/test'

import { press } from './support/keyboard.ts'
import {
  assistant,
  editor,
  openRegistry,
  registryToken,
  results,
  rowOf,
  shown,
} from './support/registry.ts'
import { pasteIntoShell } from './support/shell.ts'
import { expect, test } from './support/test.ts'

test.use({ alone: 'registry' })
test.afterEach(({ product }) => product.lab.reset())

const kinds = [
  ['Agents', 8],
  ['MCP servers', 3],
  ['Skills', 3],
  ['Prompts', 2],
  ['Models', 1],
  ['Plugins', 1],
  ['Access policies', 6],
  ['Runtime access policies', 1],
] as const

const facts = (page: Page) => page.getByRole('complementary', { name: 'About this record' })
const form = (page: Page, name: string) => page.getByRole('tabpanel', { name })

test('every kind has a tab with its count, its rows below, and an address of its own', async ({
  console: page,
}) => {
  await openRegistry(page, '/catalog')
  const tabs = page.getByRole('navigation', { name: 'Kinds' })
  for (const [kind, count] of kinds) {
    await tabs.getByRole('link', { name: `${kind} ${count}`, exact: true }).click()
    const table = page.getByRole('table', { name: kind, exact: true })
    await expect(table.getByRole('row')).toHaveCount(count + 1)
    await expect(tabs.getByRole('link', { name: `${kind} ${count}` })).toHaveAttribute(
      'aria-current',
      'page',
    )
  }
  await page.reload()
  await expect(page.getByRole('table', { name: 'Runtime access policies' })).toBeVisible()
  await tabs.getByRole('link', { name: 'Secrets 0' }).click()
  await expect(page.getByText('The registry has no secrets yet.')).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('table', { name: 'Runtime access policies' })).toBeVisible()
})

test('what is searched, filtered, sorted and how it is drawn stands in the address and survives a reload', async ({
  console: page,
}) => {
  await openRegistry(page, '/catalog')
  await press(page, '/')
  await page.keyboard.type('triage')
  await expect(shown(page)).toHaveText('1 of 8')
  await expect(rowOf(page, 'ticket-triage')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('haiku')
  await page.getByRole('combobox', { name: 'Label' }).selectOption({ label: 'team=docs (2)' })
  await expect(shown(page)).toHaveText('2 of 8')
  const head = page.getByRole('columnheader', { name: 'Name' })
  await expect(head).toHaveAttribute('aria-sort', 'ascending')
  await head.getByRole('button').click()
  await expect(head).toHaveAttribute('aria-sort', 'descending')
  const names = page.getByRole('rowheader').or(page.getByRole('cell').first())
  await expect(names.getByRole('link').first()).toHaveText('release-notes')
  await page.getByRole('navigation', { name: 'View' }).getByRole('link', { name: 'cards' }).click()
  const cards = page.getByRole('region', { name: 'Agents' }).getByRole('heading')
  await expect(cards).toHaveText(['release-notes', 'docs-reviewer'])
  const address = new URL(page.url()).searchParams
  expect(Object.fromEntries(address)).toEqual({
    as: 'admin',
    search: 'haiku',
    facet: 'label:team=docs',
    sort: '-name',
    view: 'cards',
  })
  await page.reload()
  await expect(cards).toHaveText(['release-notes', 'docs-reviewer'])
  await expect(page.getByRole('searchbox', { name: 'Search agents' })).toHaveValue('haiku')
  await page.getByRole('searchbox', { name: 'Search agents' }).fill('nothing of the kind')
  await expect(page.getByText('None of 8 agents matches')).toBeVisible()
  await page.getByRole('button', { name: 'Take search and filters off' }).click()
  await expect(cards).toHaveCount(8)
})

test('a record says what it is, where it comes from and what it names, tag by tag', async ({
  console: page,
}) => {
  await openRegistry(page, '/catalog')
  await rowOf(page, 'release-notes').getByRole('link').click()
  const main = page.getByRole('main')
  await expect(main).toContainText('Drafts release notes from merged changes, breaking ones first.')
  const about = facts(page)
  await expect(about).toContainText('dkr.ecr.us-east-1.amazonaws.com/release-notes:1.4.0')
  await expect(about).toContainText('bedrock · us.anthropic.claude-haiku-4-5-20251001-v1:0')
  const tags = about.getByRole('navigation', { name: 'Tags' }).getByRole('link')
  await expect(tags).toHaveText(['latest', '1.4.0', '1.3.0'])
  await tags.filter({ hasText: '1.3.0' }).click()
  await expect(about).toContainText('release-notes:1.3.0')
  await expect(main.getByText('breaking ones first.')).toHaveCount(0)
  await expect(form(page, 'YAML')).toContainText('tag: 1.3.0')
  expect(new URL(page.url()).searchParams.get('tag')).toBe('1.3.0')
  await tags.filter({ hasText: 'latest' }).click()
  const connections = page.getByRole('region', { name: 'Connections' })
  await connections.getByRole('link', { name: 'release-note-style' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'release-note-style' })).toBeVisible()
  await expect(connections.getByText('named by Agent release-notes latest')).toBeVisible()
})

test('one Agent runs on two Runtimes, and only the runtimeRef differs, masked values included', async ({
  console: page,
}) => {
  await openRegistry(page, `/catalog/agents/${assistant}`)
  const both = page.getByRole('region', { name: 'One Agent, two Runtimes' })
  await expect(both.getByRole('columnheader').getByText('Ready')).toHaveCount(2)
  await expect(both.getByRole('columnheader', { name: /Kubernetes · Kagent/ })).toContainText(
    `${assistant}-kagent`,
  )
  await expect(both).toContainText('Only runtimeRef differs.')
  const row = (name: string) =>
    both.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) })
  await expect(row('runtimeRef.name').getByRole('cell')).toHaveText([
    'aws-agentcore',
    'kagent-tor1',
  ])
  await expect(row('env.AWS_REGION').getByRole('cell')).toHaveText([/masked/, /masked/])
  await both.getByRole('button', { name: 'Compare masked values too' }).click()
  await expect(row('env.AWS_REGION')).toContainText('us-east-1 in all of them')
  await expect(row('env.SOLO_KB_MCP_URL')).toContainText(/\/mcp in all of them/)
  await expect(both).toContainText('Only runtimeRef differs.')
  await both.getByRole('link', { name: `${assistant}-agentcore` }).click()
  await expect(page.getByText(`${assistant} latest on aws-agentcore.`)).toBeVisible()
})

test('a record is copied as YAML and as JSON, and its curl line, pasted with a token of one’s own, applies it', async ({
  console: page,
  product,
}) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const copied = () => page.evaluate(() => navigator.clipboard.readText())
  await openRegistry(page, '/catalog/agents/cost-explainer')
  await page.getByRole('button', { name: 'Copy YAML' }).click()
  await expect(page.getByText('copied', { exact: true })).toBeVisible()
  const yaml = await copied()
  expect(yaml).toContain('kind: Agent')
  await page.getByRole('tab', { name: 'JSON' }).click()
  await form(page, 'JSON').getByRole('button', { name: 'Copy JSON' }).click()
  await expect.poll(async () => (await copied()).startsWith('{')).toBe(true)
  expect(JSON.parse(await copied())).toMatchObject({
    kind: 'Agent',
    metadata: { name: 'cost-explainer' },
  })

  await page.getByRole('tab', { name: 'Apply it yourself' }).click()
  const lines = form(page, 'Apply it yourself')
  const curl = await lines.getByRole('code').filter({ hasText: 'curl' }).innerText()
  await expect(lines).toContainText('arctl apply -f agent-cost-explainer.yaml')
  expect(curl).toContain('$ARCTL_API_TOKEN')
  const folder = await mkdtemp(join(tmpdir(), 'parallax-e2e-'))
  try {
    await writeFile(
      join(folder, 'agent-cost-explainer.yaml'),
      yaml.replace('in words', 'in plain words'),
    )
    const token = await registryToken(product)
    const { code, out } = await pasteIntoShell(`cd ${folder}\n${curl}`, { ARCTL_API_TOKEN: token })
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('"configured"') })
  } finally {
    await rm(folder, { recursive: true })
  }
  // Nobody touched the page: the change was told to it.
  await expect(page.getByText('by team and by model, in plain words.')).toBeVisible({
    timeout: 5_000,
  })
})

test('Edit YAML begins as the record, and what is applied stands on its page', async ({
  console: page,
}) => {
  await openRegistry(page, '/catalog/agents/cost-explainer')
  await page.getByRole('link', { name: 'Edit YAML' }).click()
  await expect(editor(page)).toHaveValue(/name: cost-explainer\n/)
  const text = await editor(page).inputValue()
  await editor(page).fill(text.replace("last month's bill", 'the bill of any month'))
  await page.getByRole('button', { name: 'Apply as admin' }).click()
  await expect(results(page)).toHaveText([/^configured\s*Agent\/cost-explainer latest/])
  await results(page).getByRole('link', { name: 'cost-explainer' }).click()
  await expect(page.getByRole('main')).toContainText(
    'Explains the bill of any month by team and by model, in words.',
  )
})

test('Delete says first who depends on a record, and deletes only what was meant', async ({
  console: page,
}) => {
  await openRegistry(page, '/catalog/mcpservers/solo-kb')
  await page.getByRole('button', { name: 'Delete latest' }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete solo-kb latest' })
  await expect(dialog.getByText('2 records depend on it')).toBeVisible()
  await expect(dialog.getByRole('listitem')).toHaveText([
    /Agent ticket-triage/,
    /Agent upgrade-planner/,
  ])
  await dialog.getByRole('button', { name: 'Keep it' }).click()
  await expect(dialog).toBeHidden()

  await openRegistry(page, '/catalog/agents/release-notes?tag=1.3.0')
  await page.getByRole('button', { name: 'Delete 1.3.0' }).click()
  const tag = page.getByRole('dialog', { name: 'Delete release-notes 1.3.0' })
  await expect(tag).toContainText('other tags of release-notes stay')
  await tag.getByRole('button', { name: 'Delete Agent' }).click()
  await expect(page.getByText('release-notes 1.3.0 is deleted.')).toBeVisible()
  await expect(shown(page)).toHaveText('8 of 8')
  const tags = rowOf(page, 'release-notes').getByRole('list', { name: 'Tags' })
  await expect(tags.getByRole('listitem')).toHaveText(['latest', '1.4.0'])
})

test('an address of a record that is not there, or of no kind, says so', async ({
  console: page,
}) => {
  await openRegistry(page, '/catalog/agents/no-such-agent')
  await expect(page.getByRole('alert')).toContainText('not found')
  await page.goto('/catalog/nonsense/thing')
  await expect(page.getByText('“nonsense” is no kind of record')).toBeVisible()
})
