import type { Page } from '@playwright/test'

import { claimsOf } from './support/console.ts'
import { at, mcpAuthPolicy, organizationRule, selectedService } from './support/documents.ts'
import { listOf, send, sessionOf, toolAt } from './support/explorer.ts'
import { open } from './support/keyboard.ts'
import { expect, test } from './support/test.ts'

async function paste(page: Page, token: string) {
  await page.getByRole('button', { name: 'Paste a token' }).click()
  const dialog = page.getByRole('dialog', { name: 'Token for pasted' })
  await dialog.getByRole('textbox', { name: 'Bearer token' }).fill(token)
  await dialog.getByRole('button', { name: 'Use this token' }).click()
  await expect(dialog).toBeHidden()
}

test('Kuadrant’s broker lists but forwards no call; its gateway, one link away, does', async ({
  console: page,
}) => {
  const text = { text: 'parallax' }
  await open(page, toolAt('kuadrant-broker', 'alice', 'http_sha256_hash', text))
  await expect(listOf(page, 'alice')).toContainText('5 listed')
  const refused = await send(page, 'alice: listed, unreachable. This is the broker')
  await expect(refused).toContainText("Kagenti MCP Broker doesn't forward tool calls")
  await expect(refused).toContainText("Use the gateway's own address for calls.")
  await expect(refused).toContainText('never reached the upstream')
  await refused.getByRole('link', { name: 'Open the same call at kuadrant' }).click()
  await expect(page.getByRole('combobox', { name: 'Gateway' })).toHaveValue('kuadrant')
  const called = await send(page, 'alice: listed, allowed')
  await expect(called).toContainText('reached the upstream')
  // What sha256sum prints for the same eight letters.
  await expect(called).toContainText(
    '25d3e422e9a0730c40e6cdf60a841702bcb76c76acf948dc5671a3b8742441fa',
  )
})

test('the published token lists the website fetcher and fetches a page, but only one that the lab allows', async ({
  console: page,
  product: { origins },
}) => {
  const url = `${origins['fetcher']}/pages/tool-gateway.html`
  await open(page, toolAt('website-fetcher', 'seed-002', 'fetch', { url }))
  await expect(listOf(page, 'solo.io token')).toContainText('1 listed')
  await expect(claimsOf(page, 'solo.io token')).toContainText('solo.io decides')
  const fetched = await send(page, 'listed, allowed')
  await expect(fetched).toContainText('What a gateway in front of tools does')
  await page.getByRole('textbox', { name: /^url/ }).fill('https://example.com/')
  const foreign = await send(page, 'listed, failed. The tool ran and reported an error.')
  await expect(foreign).toContainText('https://example.com/ is not opened here')
})

test('a pasted token is checked against each gateway before it is used, and the gateway says the same', async ({
  console: page,
  product: { lab },
}) => {
  await open(page, toolAt('website-fetcher', 'pasted'))
  await expect(listOf(page, 'pasted')).toContainText('not signed in')
  const token = await lab.mint({ person: 'alice' })
  await paste(page, token)
  const against = page.getByRole('list', { name: 'What speaks against the token of pasted' })
  const item = (gateway: string) => against.getByRole('listitem').filter({ hasText: gateway })
  await expect(item('website-fetcher').first()).toContainText('the gateway trusts "solo.io"')
  await expect(item('mcp-proxy').first()).toContainText('the gateway trusts "me"')
  await expect(item('solo-kb-demo')).toContainText('nothing that is told')
  await expect(listOf(page, 'pasted')).toContainText('rejected')
  await expect(listOf(page, 'pasted')).toContainText('it knows "solo-public-key-001"')
  await expect(listOf(page, 'pasted')).toContainText('HTTP 401')
  expect(await page.content()).not.toContain(token)
})

test('a rule for the whole request that is changed refuses the next one, with 403', async ({
  console: page,
  product: { lab, origins },
}) => {
  const url = `${origins['fetcher']}/pages/opening-hours.txt`
  await open(page, toolAt('website-fetcher', 'seed-002', 'fetch', { url }))
  await send(page, 'listed, allowed')
  await lab.apply('website-fetcher', at.organization, organizationRule('example.org'))
  const refused = await send(page, 'refused')
  await expect(refused).toContainText('HTTP 403')
  await expect(refused).toContainText('never reached the upstream')
})

test('mcp-proxy lists a tool and refuses it until its policy is applied, at once and for this token', async ({
  console: page,
  product: { lab, origins },
}) => {
  const uri = `${origins['markitdown']}/pages/git-cheat-sheet.html`
  const tool = 'default/mcp-tool:convert_to_markdown'
  await open(page, toolAt('mcp-proxy', 'seed-003', tool, { uri }))
  // Whose tool it is stands apart from the name that its server gave it.
  const target = listOf(page, 'me.com token').getByTitle('of target default/mcp-tool')
  await expect(target).toHaveText('default/mcp-tool:')
  await expect(page.getByRole('link', { name: tool, exact: true })).toBeVisible()
  const refused = await send(page, 'listed, refused')
  await expect(refused).toContainText('-32600')
  await expect(refused).toContainText('not allowed')
  await expect(refused).toContainText('The list shows this tool and the call is refused')
  await lab.apply('mcp-proxy', at.mcpAuth, mcpAuthPolicy())
  const allowed = await send(page, 'listed, allowed')
  await expect(allowed).toContainText('A small Git cheat sheet')
  await lab.remove('mcp-proxy', at.mcpAuth)
  await send(page, 'listed, refused')
})

test('a Service with the label that is looked for is another target as soon as it is there, and gone with it', async ({
  console: page,
  product,
}) => {
  await open(page, toolAt('dynamic', 'alice'))
  const list = listOf(page, 'alice')
  await expect(list).toContainText('13 listed')
  const again = async () => {
    await sessionOf(page, 'alice').getByRole('button', { name: 'End' }).click()
    await expect(sessionOf(page, 'alice')).toContainText('No session')
    await page.reload()
  }
  const second = 'mcp-server-second'
  await product.lab.apply('dynamic', at.service(second), selectedService(product, second))
  await again()
  await expect(list).toContainText('26 listed')
  await list.getByRole('link', { name: new RegExp(`^${second}.*_echo$`) }).click()
  await page.getByRole('textbox', { name: /^message/ }).fill('hello')
  await expect(await send(page, 'listed, allowed')).toContainText('Echo: hello')
  await product.lab.remove('dynamic', at.service(second))
  await again()
  await expect(list).toContainText('13 listed')
  await expect(list).not.toContainText(second)
})
