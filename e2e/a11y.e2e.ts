import type { Page } from '@playwright/test'

import { violations } from './support/axe.ts'
import { open, press } from './support/keyboard.ts'
import { looking, routes, settled, themes } from './support/routes.ts'
import { expect, test } from './support/test.ts'

// Each asks axe many times, and axe takes its time on two cores.
test.describe.configure({ timeout: 120_000 })

type Route = keyof typeof routes

const registryPages = [
  'catalog',
  'cards',
  'agent',
  'apply YAML',
  'instances',
  'instance',
  'failed instance',
  'chat',
  'no chat',
  'compare answers',
  'runtimes',
  'runtime',
  'add runtime',
  'nothing to see',
  'two personas',
] as const

const gatewayPages = [
  'gateways',
  'gateway',
  'gateway manifests',
  'gateway sessions',
  'gateway log',
  'policy bench',
  'policy of claims',
  'policy unknown',
  'audit',
] as const

/** Opens a page as a room sees it, with an answer where it shows answers, and asks axe. */
async function defects(page: Page, name: Route, theme: string, stage = false) {
  await open(page, looking(routes[name], theme, stage))
  await settled(page, name)
  const answers = name === 'tools' || name === 'compare'
  if (answers) {
    await page.getByRole('button', { name: /^Send as/ }).click()
    await expect(page.getByText(/HTTP 200/).first()).toBeVisible()
  }
  return violations(page, answers)
}

for (const theme of themes) {
  test(`tools and compare have no accessibility defect and a contrast of 7 to 1, ${theme}`, async ({
    console: page,
  }) => {
    for (const name of ['tools', 'compare'] as const) {
      expect.soft(await defects(page, name, theme), name).toEqual([])
      expect.soft(await defects(page, name, theme, true), `${name} on stage`).toEqual([])
    }
  })

  test(`no other page has an accessibility defect, ${theme}`, async ({ console: page }) => {
    for (const name of ['home', 'matrix', 'wire', 'your sign-ins', 'no such page'] as const)
      expect.soft(await defects(page, name, theme), name).toEqual([])
  })

  test(`no page of gateways has an accessibility defect, ${theme}`, async ({ console: page }) => {
    await open(page, looking(routes.tools, theme))
    await page.getByRole('button', { name: /^Send as/ }).click()
    await expect(page.getByText(/HTTP 200/).first()).toBeVisible()
    for (const name of gatewayPages) expect.soft(await defects(page, name, theme), name).toEqual([])
    await open(page, looking(routes['policy bench'], theme))
    const rule = page.getByRole('textbox', { name: 'Expression of rule 1' })
    await rule.fill('jwt.nobody == "x" || jwt.')
    await expect(page.getByRole('listbox', { name: 'What could stand here' })).toBeVisible()
    expect.soft(await violations(page), 'a broken rule with its completions').toEqual([])
    await rule.fill('jwt.groups == "x"')
    await page.getByRole('button', { name: 'Apply to the gateway…' }).click()
    await expect(page.getByRole('dialog', { name: 'Apply to the gateway' })).toBeVisible()
    expect.soft(await violations(page), 'what applying changes').toEqual([])
  })

  test(`no page of the registry has an accessibility defect, ${theme}`, async ({
    console: page,
  }) => {
    for (const name of registryPages)
      expect.soft(await defects(page, name, theme), name).toEqual([])
    await open(page, looking(routes.instances, theme))
    await page.getByRole('button', { name: 'Deploy', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Deploy an Agent' })
    await dialog.getByRole('combobox', { name: 'Agent' }).fill('incident-scribe')
    await dialog.getByRole('button', { name: 'Deploy', exact: true }).click()
    await expect(dialog.getByText('Choose where it runs.')).toBeVisible()
    expect.soft(await violations(page), 'deploy').toEqual([])
  })

  test(`what opens over a page has no accessibility defect, ${theme}`, async ({
    console: page,
  }) => {
    await open(page, looking(routes.compare, theme))
    await press(page, 'w')
    const wire = page.getByRole('region', { name: 'Wire', exact: true })
    await wire
      .getByRole('button', { name: /tools\/list/ })
      .first()
      .click()
    await expect(wire.getByRole('button', { name: 'Copy as curl' })).toBeVisible()
    expect.soft(await violations(page), 'wire panel').toEqual([])
    await press(page, 'w')

    await page.keyboard.press('Control+k')
    await expect(page.getByRole('dialog', { name: 'Search or jump to' })).toBeVisible()
    expect.soft(await violations(page), 'palette').toEqual([])
    await page.keyboard.press('Escape')

    await press(page, '?')
    await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
    expect.soft(await violations(page), 'shortcuts').toEqual([])
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: /^Operator/ }).click()
    await expect(page.getByRole('group', { name: 'Theme' })).toBeVisible()
    expect.soft(await violations(page), 'operator menu').toEqual([])
    await page.keyboard.press('Escape')

    await open(page, looking(routes.matrix, theme))
    await page.getByRole('button', { name: 'Probe with real calls' }).click()
    await expect(page.getByRole('dialog', { name: 'Probe with real calls' })).toBeVisible()
    expect.soft(await violations(page), 'probe').toEqual([])
  })

  test(`the way in has no accessibility defect, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme })
    await open(page, looking('/sign-in', theme))
    expect.soft(await violations(page), 'sign-in page').toEqual([])
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.getByRole('heading', { name: /^Sign in to/ })).toBeVisible()
    expect.soft(await violations(page), 'login page of the lab').toEqual([])
  })
}
