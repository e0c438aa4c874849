import type { Locator, Page } from '@playwright/test'

import { send, toolAt } from './support/explorer.ts'
import { open, press } from './support/keyboard.ts'
import { expect, test } from './support/test.ts'
import { bodyAs } from './support/wire.ts'

/** A gateway's row, with the one below it that says what is wrong. */
const rowOf = (page: Page, gateway: string): Locator =>
  page
    .getByRole('table', { name: 'Gateways' })
    .getByRole('rowgroup')
    .filter({ has: page.getByRole('link', { name: gateway, exact: true }) })

const drawing = (page: Page) => page.getByRole('region', { name: 'Drawing of the gateway' })

test('the list says of each gateway what it is, how it speaks, and how many tools two personas see', async ({
  console: page,
}) => {
  await open(page, '/')
  await press(page, 'g g')
  await expect(page).toHaveURL('/gateways')
  const seed = rowOf(page, 'solo-kb-demo')
  await expect(seed).toContainText(/agentgateway.*Streamable HTTP.*2025-11-25.*Stateless/)
  const counts = seed.getByRole('listitem')
  await expect(counts.filter({ hasText: 'alice' })).toContainText('10')
  await expect(counts.filter({ hasText: 'bob' })).toContainText('2')
  for (const [gateway, said] of [
    ['everything', /agentgateway.*Streamable HTTP.*Stateful/],
    ['website-fetcher', /agentgateway.*Stateful/],
    ['kuadrant', /Kuadrant MCP gateway.*Streamable HTTP.*Stateful/],
    ['mcp-proxy', /mcp-proxy.*HTTP with SSE.*2024-11-05.*Stateful/],
    ['dynamic', /agentgateway.*Stateful/],
    ['everything-direct', /MCP server.*Streamable HTTP.*Stateful/],
  ] as const)
    await expect(rowOf(page, gateway)).toContainText(said)
})

test('one gateway that is down says so in its own row, and comes back by itself', async ({
  console: page,
  product: { lab, origins },
}) => {
  await open(page, '/gateways')
  await expect(rowOf(page, 'dynamic')).toContainText('Stateful')
  await lab.fault('dynamicGateway-down')
  const { host } = new URL(origins['dynamicGateway'] ?? '')
  await expect(rowOf(page, 'dynamic')).toContainText(`Nothing listens on ${host}.`)
  await expect(rowOf(page, 'solo-kb-demo')).toContainText(/Stateless.*Ready/)
  await lab.clearFaults()
  await expect(rowOf(page, 'dynamic')).toContainText(/Stateful.*Ready.*Ready/)
})

test('a gateway is drawn from its own configuration, said in words, and beside a part stands its document', async ({
  console: page,
  product,
}) => {
  await open(page, '/gateways/solo-kb-demo?as=alice')
  const { host } = new URL(product.origins['gatewayAdmin'] ?? '')
  await expect(page.getByText(`Read from GET /config_dump at ${host}`)).toBeVisible()
  const parts = drawing(page).getByRole('button')
  await expect(parts).toHaveText([
    'jwt-keycloak',
    /^Listener http/,
    /^Route solo-kb-mcp/,
    'mcp-tool-rbac',
    /^Backend solo-kb-mcp/,
    /^Target solo-kb/,
    /^Tools .*alice 10 tools/,
  ])
  await parts.filter({ hasText: 'mcp-tool-rbac' }).click()
  const facts = page.getByRole('region', { name: 'mcp-tool-rbac' })
  await expect(facts).toContainText('jwt.groups.exists(g, g == "field-trial")')
  await expect(facts).toContainText('solo-kb-mcp')
  const manifest = page.getByRole('region', { name: 'Manifest' })
  await expect(manifest).toContainText('EnterpriseAgentgatewayPolicy kagent/mcp-tool-rbac')
  await expect(manifest).toContainText('matchExpressions:')
  await page.reload()
  await expect(manifest).toContainText('matchExpressions:')

  await page.getByText('Text', { exact: true }).click()
  const chosen = page.getByRole('button', { name: 'Policy mcp-tool-rbac' })
  await expect(chosen).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('tabpanel', { name: 'Topology' })).toContainText(
    /Listener http.*guarded by Policy jwt-keycloak.*Backend solo-kb-mcp.*guarded by Policy mcp-tool-rbac.*alice 10 tools/,
  )
})

test('Kuadrant is drawn from its status, with the prefix of each server, and says what its two addresses are for', async ({
  console: page,
  product,
}) => {
  await open(page, '/gateways/kuadrant?as=alice')
  const { host } = new URL(product.origins['kuadrantBroker'] ?? '')
  await expect(page.getByText(`Read from GET /status at ${host}`)).toBeVisible()
  await expect(drawing(page).getByRole('button', { name: /^Target/ })).toContainText('prefix http_')
  await expect(drawing(page)).toContainText('alice 5 tools')
  await expect(page.getByText('Kuadrant has two addresses.')).toBeVisible()
  await drawing(page)
    .getByRole('button', { name: /^Target/ })
    .click()
  await expect(page.getByRole('region', { name: 'Manifest' })).toContainText(
    /MCPServerRegistration mcp-test\/streamable-http-server.*toolPrefix: http_/s,
  )
})

test('a second server with the label becomes a second target without a restart', async ({
  console: page,
  product: { lab, origins },
}) => {
  const path = '/api/v1/namespaces/default/services/second-server'
  await open(page, '/gateways/dynamic?as=alice')
  const targets = drawing(page).getByRole('button', { name: /^Target/ })
  await expect(targets).toHaveCount(1)
  await lab.apply(
    'dynamic',
    path,
    `apiVersion: v1
kind: Service
metadata: { name: second-server, namespace: default, labels: { app: mcp-server-everything } }
spec:
  ports:
    - port: 3001
      targetPort: ${new URL(origins['sample'] ?? '').port}
      appProtocol: kgateway.dev/mcp
`,
  )
  // What a gateway says of itself is kept for some seconds.
  await expect(async () => {
    await page.reload()
    await expect(targets).toHaveCount(2, { timeout: 1_000 })
  }).toPass()
  await expect(targets.last()).toContainText('second-server')
})

test('each document stands there in YAML, with the parts of the gateway that come from it', async ({
  console: page,
}) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page, '/gateways/solo-kb-demo?as=alice&tab=manifests')
  const documents = page.getByRole('navigation', { name: 'Documents' }).getByRole('button')
  await documents.filter({ hasText: 'HTTPRoute' }).filter({ hasText: 'solo-kb-mcp' }).click()
  const shown = page.getByRole('region', { name: 'solo-kb-mcp', exact: true })
  await expect(shown).toContainText('kind: HTTPRoute')
  await shown.getByRole('button', { name: 'Copy YAML' }).click()
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/^apiVersion: gateway\.networking\.k8s\.io\/v1\nkind: HTTPRoute\n/)
  await shown.getByRole('link', { name: 'route solo-kb-mcp' }).click()
  await expect(drawing(page).getByRole('button', { name: /^Route solo-kb-mcp/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
})

test('a backend for models and one for tools stand beside each other, and what differs is marked in words', async ({
  console: page,
}) => {
  await open(page, '/gateways/website-fetcher?tab=manifests')
  const both = page.getByRole('region', { name: 'Models and tools, one kind of document' })
  const llm = both.getByRole('region', { name: /^LLM/ })
  const mcp = both.getByRole('region', { name: /^MCP/ })
  await expect(llm).toContainText('runs nowhere')
  await expect(llm.getByRole('code')).toContainText(/differs: {3}ai:/)
  await expect(mcp.getByRole('code')).toContainText(/differs: {3}mcp:/)
  await expect(mcp.getByRole('code')).toContainText('protocol: SSE')
  for (const side of [llm, mcp])
    await expect(side.getByRole('code')).not.toContainText('differs: kind: AgentgatewayBackend')
})

test('the access log follows who was refused what, also past the console', async ({
  console: page,
  product,
}) => {
  await open(page, toolAt('solo-kb-demo', 'bob', 'get_crd_schema', {}))
  await send(page, 'bob: hidden, refused')
  await open(page, '/gateways/solo-kb-demo?tab=log')
  await page.getByRole('checkbox', { name: 'Only refused' }).check()
  await page.getByRole('searchbox', { name: 'Search the lines' }).fill('get_crd_schema')
  const lines = page.getByRole('table', { name: /^Access log/ }).getByRole('row')
  const refused = lines.filter({ hasText: 'get_crd_schema' })
  const before = await refused.count()
  await expect(refused.first()).toContainText(/refused.*400.*bob.*tools\/call/)
  const whole = refused.first().getByRole('button', { name: 'whole line' })
  await whole.click()
  await expect(lines.filter({ hasText: 'http.status=400' })).toBeVisible()
  await whole.click()
  await bodyAs('bob', product, { id: 1, tool: 'get_crd_schema', arguments: {} })
  await expect(refused).toHaveCount(before + 1)
})
