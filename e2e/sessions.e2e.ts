import { answerOf, listOf, send, sessionOf, toolAt } from './support/explorer.ts'
import { open } from './support/keyboard.ts'
import { expect, test } from './support/test.ts'

/** The beginning of a server's own session id, as much as is ever shown of one. */
const shortId = /^[\da-f]{8}…$/

test('a session begins with the first request, is taken apart, kept, ended and begun again', async ({
  console: page,
}) => {
  await open(page, toolAt('everything', 'alice', 'echo', { message: 'still here?' }))
  const session = sessionOf(page, 'alice')
  await expect(session).toContainText('Session begun with Everything Reference Server')
  await expect(session).toContainText('MCP 2025-11-25')
  await expect(session).toContainText('Streamable HTTP')
  await session.getByRole('button', { name: 'Decode the id' }).click()
  const envelope = session.getByRole('region', { name: 'Session envelope' })
  await expect(envelope).toContainText('Readable envelope. agentgateway packs 1 session of servers')
  const cells = envelope.getByRole('row').nth(1).getByRole('cell')
  await expect(cells).toHaveText(['everything', shortId])

  const first = await cells.last().innerText()
  await send(page, 'listed, allowed')
  await expect(cells.last()).toHaveText(first)
  await session.getByRole('button', { name: 'End' }).click()
  await expect(session).toContainText('No session as alice.')
  await session.getByRole('button', { name: 'Start' }).click()
  await expect(session).toContainText('Session begun')
  await expect(cells.last()).toHaveText(shortId)
  await expect(cells.last()).not.toHaveText(first)
})

test('a gateway that starts anew knows its sessions by their envelope, and the same one goes on', async ({
  console: page,
  product: { lab },
}) => {
  await open(page, toolAt('everything', 'alice', 'echo', { message: 'the same again' }))
  const session = sessionOf(page, 'alice')
  await session.getByRole('button', { name: 'Decode the id' }).click()
  const inner = session.getByRole('row').nth(1).getByRole('cell').last()
  await expect(inner).toHaveText(shortId)
  const before = await inner.innerText()
  await lab.restart('gateway')
  await send(page, 'listed, allowed')
  await expect(inner).toHaveText(before)
  await expect(session).not.toContainText('lost')
})

test('personas have sessions of their own, and each says whose it is', async ({
  console: page,
}) => {
  await open(page, '/gateways/everything?as=alice&tab=sessions')
  await expect(sessionOf(page, 'bob')).toContainText('No session as bob.')
  await sessionOf(page, 'bob').getByRole('button', { name: 'Start' }).click()
  for (const persona of ['alice', 'bob']) {
    const session = sessionOf(page, persona)
    await expect(session).toContainText('Session begun')
    await session.getByRole('button', { name: 'Decode the id' }).click()
  }
  const inner = (persona: string) => sessionOf(page, persona).getByRole('cell').last().innerText()
  expect(await inner('alice')).not.toBe(await inner('bob'))
  await sessionOf(page, 'bob').getByRole('button', { name: 'End' }).click()
  await expect(sessionOf(page, 'bob')).toContainText('No session as bob.')
  await expect(sessionOf(page, 'alice')).toContainText('Session begun')
})

test('Kuadrant’s session id is a JWT: its claims are read, and that its signature is not', async ({
  console: page,
}) => {
  await open(page, toolAt('kuadrant', 'bob'))
  const session = sessionOf(page, 'bob')
  await expect(session).toContainText('with Kuadrant MCP Gateway')
  await session.getByRole('button', { name: 'Decode the id' }).click()
  const envelope = session.getByRole('region', { name: 'Session envelope' })
  await expect(envelope).toContainText('A JWT signed with HS256, good for 24 hours.')
  await expect(envelope).toContainText('Only the gateway can check its signature')
  const claim = (name: string) => envelope.locator(`dt:text-is("${name}") + dd`)
  await expect(claim('alg')).toHaveText('HS256')
  await expect(claim('iss')).toHaveText('mcp-gateway')
  await expect(claim('exp')).toHaveText(/^\d{10} \(\d+ \w+ \d{4}, [\d:]{8} UTC\)$/)
  await expect(claim('jti')).toHaveText(shortId)
})

test('a server’s own id is passed on as it is, over either transport', async ({
  console: page,
}) => {
  for (const [gateway, persona, label, transport] of [
    ['website-fetcher', 'seed-002', 'solo.io token', 'Streamable HTTP'],
    ['mcp-proxy', 'seed-003', 'me.com token', 'HTTP with SSE'],
  ] as const) {
    await open(page, toolAt(gateway, persona))
    await expect(listOf(page, label)).toContainText('1 listed')
    const session = sessionOf(page, label)
    await expect(session).toContainText(transport)
    await session.getByRole('button', { name: 'Decode the id' }).click()
    await expect(session).toContainText('The server’s own id.')
  }
})

test('a gateway without sessions shows none, and says so where one is asked for', async ({
  console: page,
}) => {
  await open(page, toolAt('solo-kb-demo', 'alice', 'list_products', {}))
  await send(page, 'listed, allowed')
  await expect(sessionOf(page, 'alice')).toHaveCount(0)
  await open(page, '/gateways/solo-kb-demo?tab=sessions')
  const session = sessionOf(page, 'alice')
  await session.getByRole('button', { name: 'Start' }).click()
  await expect(session).toContainText('It answers without a session and gives none out.')
  await expect(answerOf(page)).toHaveCount(0)
})
