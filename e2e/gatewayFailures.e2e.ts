import type { Page } from '@playwright/test'

import { claimsOf } from './support/console.ts'
import { at, everythingBackend } from './support/documents.ts'
import { listOf, send, sessionOf, toolAt } from './support/explorer.ts'
import { open } from './support/keyboard.ts'
import { expect, test } from './support/test.ts'

const echo = (tool = 'echo') => toolAt('everything', 'alice', tool, { message: 'hello' })

/** The next request begins a session with the targets that the gateway has now. */
async function endSession(page: Page) {
  await sessionOf(page, 'alice').getByRole('button', { name: 'End' }).click()
  await expect(sessionOf(page, 'alice')).toContainText('No session')
}

test('a session that its server has forgotten is begun anew unasked, and the page says when', async ({
  console: page,
  product: { lab },
}) => {
  await open(page, echo())
  await send(page, 'listed, allowed')
  await lab.restart('everything')
  await expect(await send(page, 'listed, allowed')).toContainText('Echo: hello')
  const session = sessionOf(page, 'alice')
  await expect(session).toContainText('Session resumed with Everything Reference Server')
  await expect(session).toContainText(
    /The session before it was lost; this one was begun at [\d:]{8} UTC\./,
  )
})

test('the envelope of a backend that has other targets by now opens nothing, and another takes its place', async ({
  console: page,
  product,
}) => {
  await open(page, echo())
  const session = sessionOf(page, 'alice')
  await session.getByRole('button', { name: 'Decode the id' }).click()
  const target = session.getByRole('row').nth(1).getByRole('cell').first()
  await expect(target).toHaveText('everything')
  await product.lab.apply('solo-kb-demo', at.everything, everythingBackend(product, 'renamed'))
  await product.lab.restart('gateway')
  await send(page, 'listed, allowed')
  await expect(session).toContainText('Session resumed')
  await expect(target).toHaveText('renamed')
})

test('of two targets one is down: closed, the gateway lists nothing; open, it lists what is left', async ({
  console: page,
  product,
}) => {
  const { lab } = product
  const both = (mode: string) => everythingBackend(product, 'all', { kb: 'knowledge' }, mode)
  await lab.apply('solo-kb-demo', at.everything, both('FailClosed'))
  await open(page, echo('all_echo'))
  const list = listOf(page, 'alice')
  await expect(list).toContainText('23 listed')
  await expect(list).toContainText('kb_list_products')
  await endSession(page)
  await lab.fault('knowledge-down')
  await page.reload()
  await expect(list).toContainText('The gateway answered, the server behind it did not.')
  await expect(list).not.toContainText('all_echo')
  await lab.apply('solo-kb-demo', at.everything, both('FailOpen'))
  await page.reload()
  await expect(list).toContainText('13 listed')
  await expect(list).not.toContainText('kb_')
  await expect(await send(page, 'listed, allowed')).toContainText('Echo: hello')
})

test('a server that is down is told apart from its gateway, and found again without a reload', async ({
  console: page,
  product: { lab },
}) => {
  await open(page, echo())
  await send(page, 'listed, allowed')
  await lab.fault('everything-down')
  const answer = await send(
    page,
    'unreachable. The gateway answered, the server behind it did not.',
  )
  await expect(answer).toContainText('never reached the upstream')
  await lab.clearFaults()
  await send(page, 'listed, allowed')
})

test('a stream that is cut behind the gateway leaves a session that is good for nothing, and is ended', async ({
  console: page,
  product: { lab, origins },
}) => {
  const url = `${origins['fetcher']}/pages/opening-hours.txt`
  await open(page, toolAt('website-fetcher', 'seed-002', 'fetch', { url }))
  await send(page, 'listed, allowed')
  await lab.cut('fetcher')
  const cut = await send(page, 'listed, unreachable')
  await expect(cut).toContainText('End the session: the next request begins another.')
  const session = sessionOf(page, 'solo.io token')
  await session.getByRole('button', { name: 'End' }).click()
  await expect(session).toContainText('No session')
  await expect(await send(page, 'listed, allowed')).toContainText('Sunday')
})

test('a stream that is cut before a gateway of the older transport is opened again by the next request', async ({
  console: page,
  product: { lab },
}) => {
  const tool = 'default/mcp-tool:convert_to_markdown'
  await open(page, toolAt('mcp-proxy', 'seed-003', tool, { uri: 'data:text/html,hi' }))
  await send(page, 'listed, refused')
  const session = sessionOf(page, 'me.com token')
  await expect(session).toContainText('listening')
  await lab.cut('mcpProxy')
  await send(page, 'listed, refused')
  await expect(session).toContainText('Session resumed, listening')
})

test('after a key rotation the session stays and the new token does not pass, until the gateway reads the keys', async ({
  console: page,
  product: { lab },
}) => {
  await open(page, echo())
  await send(page, 'listed, allowed')
  await lab.rotateKeys()
  await claimsOf(page, 'alice').getByRole('button', { name: 'Refresh now' }).click()
  try {
    await expect(await send(page, 'rejected')).toContainText('which the gateway does not know')
  } finally {
    await lab.restart('gateway')
  }
  await send(page, 'listed, allowed')
  await expect(sessionOf(page, 'alice')).not.toContainText('lost')
})

test('a gateway that starts while its key set is out of reach rejects everybody and is said to', async ({
  console: page,
  product: { lab },
}) => {
  await open(page, echo())
  await send(page, 'listed, allowed')
  await lab.fault('idp-down')
  await lab.restart('gateway')
  try {
    const rejected = await send(page, 'rejected. The token is signed with key')
    await expect(rejected).toContainText(/knew a moment ago|does not know/)
    await expect(rejected).toContainText('HTTP 401')
  } finally {
    await lab.clearFaults()
    await lab.restart('gateway')
  }
  await send(page, 'listed, allowed')
})
