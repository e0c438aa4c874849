import type { Locator, Page } from '@playwright/test'

import { open, tabTo } from './support/keyboard.ts'
import { bobTools } from './support/seed.ts'
import { expect, test } from './support/test.ts'

const bench = '/gateways/solo-kb-demo/policy'

const rule = (page: Page, number: number): Locator =>
  page.getByRole('textbox', { name: `Expression of rule ${number}` })

/** The block of a rule, with what is found wrong with it. */
const blockOf = (page: Page, number: number): Locator =>
  page
    .getByRole('region', { name: 'Rules' })
    .getByRole('listitem')
    .filter({ has: rule(page, number) })

const matrix = (page: Page) => page.getByRole('region', { name: 'Predicted and observed' })

/** A persona's column: whose it is, and how many tools the draft allows. */
const headOf = (page: Page, persona: string): Locator =>
  matrix(page).getByRole('columnheader').filter({ hasText: persona })

/** What the matrix has for a persona and a tool; personas stand in the order of its head. */
async function cellOf(page: Page, tool: string, persona: string): Promise<Locator> {
  const heads = await matrix(page).getByRole('columnheader').allInnerTexts()
  const column = heads.findIndex((text) => text.includes(persona))
  return matrix(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: tool, exact: true }) })
    .getByRole('cell')
    .nth(column - 1)
}

async function openBench(page: Page) {
  await open(page, bench)
  await expect(headOf(page, 'alice')).toContainText(/(?<!\d)10 allowed/)
  await expect(headOf(page, 'bob')).toContainText(/(?<!\d)2 allowed/)
}

/** Applies what the draft changes, and waits until the gateway has it. */
async function applyDraft(page: Page, said: string) {
  await page.getByRole('button', { name: 'Apply to the gateway…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Apply to the gateway' })
  await expect(dialog.getByRole('figure')).toContainText(said)
  await dialog.getByRole('button', { name: 'Apply', exact: true }).click()
  await expect(page.getByText(/^Applied: /)).toBeVisible()
}

test('what a rule says is known while it is typed, for everybody and every tool, and asks no server', async ({
  console: page,
}) => {
  await openBench(page)
  const cell = await cellOf(page, 'get_versions', 'bob')
  await expect(cell).toHaveText('refused')
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await rule(page, 2).press('Control+End')
  await rule(page, 2).press('Backspace')
  await rule(page, 2).pressSequentially(', "get_versions"')
  await expect(rule(page, 2)).toHaveAttribute('aria-invalid', 'true')
  await expect(matrix(page)).toContainText('half a rule')
  await rule(page, 2).press('Escape')
  await rule(page, 2).pressSequentially(']')
  await expect(cell).toHaveText(/allowed\s*is refused now/)
  await expect(matrix(page)).toContainText(/The draft changes 1 of \d+ cells/)
  expect(asked.filter((url) => url.includes('/bff/'))).toEqual([])
  await page.getByRole('combobox', { name: 'Action of rule 1' }).selectOption('deny')
  await expect(await cellOf(page, 'list_products', 'alice')).toHaveText(/refused\s*is allowed now/)
  await page.getByRole('button', { name: 'Back to what the gateway holds' }).click()
  await expect(matrix(page)).toContainText('The draft decides as the gateway does.')
})

test('what is no expression is said at its character, and one press leads there', async ({
  console: page,
}) => {
  await openBench(page)
  await rule(page, 1).fill('jwt.groups == && true')
  const block = blockOf(page, 1)
  await expect(block).toContainText('Not an expression, character 15:')
  await expect(rule(page, 1)).toHaveAccessibleDescription(/Not an expression, character 15/)
  await block.getByRole('button', { name: 'character 15' }).click()
  await expect(rule(page, 1)).toBeFocused()
  const selected = await rule(page, 1).evaluate((area) =>
    area instanceof HTMLTextAreaElement
      ? area.value.slice(area.selectionStart, area.selectionEnd)
      : '',
  )
  expect(selected).toBe('&&')
  const apply = page.getByRole('button', { name: 'Apply to the gateway…' })
  await expect(apply).toHaveAccessibleDescription('Rule 1 is not an expression.')
})

const neverTrue = [
  ['jwt.groups == "field-fte"', 'Write "…" in jwt.groups.'],
  ['mcp.tool.arguments.product == "kgateway"', 'is not there yet when the gateway decides'],
  ['user.name == "alice"', 'The gateway has no variable user'],
  ['jwt.team == "field"', 'No persona at hand has the claim team.'],
  ['mcp.tool.name == "get_verions"', 'not true for any of'],
] as const

test('a rule that can never let anybody through is called out, with the reason', async ({
  console: page,
}) => {
  await openBench(page)
  for (const [expression, said] of neverTrue) {
    await rule(page, 2).fill(expression)
    await expect(blockOf(page, 2)).toContainText(said)
    await expect(blockOf(page, 2)).toContainText(/Never true|Matches nobody/)
    await expect(headOf(page, 'bob')).toContainText(/(?<!\d)0 allowed/)
  }
})

test('a rule is written from its first letter to the gateway and back by keyboard alone', async ({
  console: page,
}) => {
  await openBench(page)
  const add = page.getByRole('button', { name: 'Add a rule' })
  await tabTo(page, add)
  await page.keyboard.press('Enter')
  await tabTo(page, rule(page, 3), 'Shift+Tab')
  const offers = page.getByRole('listbox', { name: 'What could stand here' }).getByRole('option')
  await page.keyboard.type('jwt.gr')
  await expect(offers).toHaveText([/^jwt\.groups/])
  await page.keyboard.press('Enter')
  await expect(rule(page, 3)).toHaveValue('jwt.groups')
  await page.keyboard.type('.exi')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Backspace')
  await expect(rule(page, 3)).toHaveValue(/^jwt\.groups\.exists\(x, x == /)
  await page.keyboard.press('Control+a')
  await page.keyboard.type('"field-trial" in jwt.groups && mcp.tool.name == "get_ver')
  await expect(offers).toHaveText([/^get_versions/])
  await page.keyboard.press('Enter')
  await page.keyboard.type('"')
  await page.keyboard.press('Escape')
  await expect(rule(page, 3)).toHaveValue(
    '"field-trial" in jwt.groups && mcp.tool.name == "get_versions"',
  )
  await expect(headOf(page, 'bob')).toContainText(/(?<!\d)3 allowed/)
  await tabTo(page, page.getByRole('button', { name: 'Apply to the gateway…' }))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Apply to the gateway' })
  await tabTo(page, dialog.getByRole('button', { name: 'Apply', exact: true }))
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^Applied: /)).toBeVisible()
  await tabTo(page, page.getByRole('button', { name: 'Take back' }))
  await page.keyboard.press('Enter')
  await expect(headOf(page, 'bob')).toContainText(/(?<!\d)2 allowed/)
  await expect(rule(page, 3)).toHaveCount(0)
})

test('a rule that is applied decides for everybody at once, and taken back it decides as before', async ({
  console: page,
}) => {
  await openBench(page)
  await rule(page, 2).fill(
    'jwt.groups.exists(g, g == "field-trial") && mcp.tool.name == "get_versions"',
  )
  await applyDraft(page, '"get_versions"')
  await expect.poll(() => bobSees(page)).toEqual(['get_versions'])
  await page.getByRole('button', { name: 'Take back' }).click()
  await expect(rule(page, 2)).toHaveValue(/"search", "list_products"/)
  await expect.poll(() => bobSees(page)).toEqual([...bobTools])
})

/** The tools that bob sees, read as the console's pages do. */
async function bobSees(page: Page): Promise<string[]> {
  const headers = { 'x-csrf': '1' }
  const answer = await page.request.get('/bff/gateways/solo-kb-demo/tools?as=bob', { headers })
  const { tools } = (await answer.json()) as { tools: { name: string }[] } // GET /bff/gateways/:gateway/tools
  return tools.map(({ name }) => name)
}

test('real calls confirm what the rules predict, and mark what drifts once they changed behind the console', async ({
  console: page,
  product: { lab },
}) => {
  await openBench(page)
  const observe = async () => {
    await page.getByRole('button', { name: 'Observe with real calls…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Observe with real calls' })
    await dialog.getByRole('button', { name: /^Make \d+ calls/ }).click()
    await expect(page.getByText(/\d+ calls to go/)).toBeHidden()
  }
  await observe()
  await expect(matrix(page)).toContainText('observations, all as the gateway’s rules predict.')
  await lab.apply(
    'solo-kb-demo',
    '/apis/enterpriseagentgateway.solo.io/v1alpha1/namespaces/kagent/enterpriseagentgatewaypolicies/mcp-tool-rbac',
    trialsMay('get_versions'),
  )
  await observe()
  const drifting = await cellOf(page, 'get_versions', 'bob')
  await expect(drifting).toContainText('drift: allowed when called')
  await expect(await cellOf(page, 'search', 'bob')).toContainText('drift: refused when called')
  await expect(matrix(page)).toContainText(/2 of \d+ observations not as the gateway’s rules/)
})

/** The seed's policy with another tool for trials. */
const trialsMay = (tool: string) => `
apiVersion: enterpriseagentgateway.solo.io/v1alpha1
kind: EnterpriseAgentgatewayPolicy
metadata: { name: mcp-tool-rbac, namespace: kagent }
spec:
  targetRefs: [{ group: agentgateway.dev, kind: AgentgatewayBackend, name: solo-kb-mcp }]
  backend:
    mcp:
      authorization:
        action: Allow
        policy:
          matchExpressions:
            - 'jwt.groups.exists(g, g == "field-fte")'
            - 'jwt.groups.exists(g, g == "field-trial") && mcp.tool.name in ["${tool}", "list_products"]'
`

test('the rules are copied as the policy document, with what the draft changes marked in words', async ({
  console: page,
}) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await openBench(page)
  await rule(page, 1).fill('"field-fte" in jwt.groups')
  const changes = page.getByRole('region', { name: 'As documents' }).getByRole('figure')
  await expect(changes).toContainText('removed: ')
  await expect(changes).toContainText(/added: .*"field-fte" in jwt\.groups/)
  await page.getByRole('button', { name: 'Copy the rules as YAML' }).click()
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/kind: EnterpriseAgentgatewayPolicy[^]*name: mcp-tool-rbac[^]*"field-fte" in jwt/)
})

test('mcp-proxy lists its tool to everybody and refuses it, until a rule of the bench lets it through', async ({
  console: page,
}) => {
  await open(page, '/gateways/mcp-proxy/policy')
  await expect(page.getByText('No rule: every call is refused.')).toBeVisible()
  await page.getByRole('button', { name: 'Add a rule' }).click()
  const first = page.getByRole('listitem', { name: 'Rule 1' })
  await expect(first).toContainText('Matches nobody')
  await first.getByRole('textbox', { name: 'Is' }).fill('me')
  const cell = await cellOf(page, 'default/mcp-tool:convert_to_markdown', 'me.com')
  await expect(cell).toHaveText(/allowed\s*is refused now/)
  await applyDraft(page, 'MCPAuthPolicy')
  await open(page, '/gateways/mcp-proxy')
  await expect(page.getByText('One rule is in force now.')).toBeVisible()
})

test('where a gateway reports no rules the bench claims none, and leads to real calls', async ({
  console: page,
}) => {
  await open(page, '/gateways/kuadrant/policy')
  await expect(page.getByRole('main')).toContainText('cannot be known')
  await expect(page.getByRole('main')).toContainText('Kuadrant reports no rules')
  await page.getByRole('link', { name: 'Ask with real calls' }).click()
  await expect(page).toHaveURL('/tools/compare?gateway=kuadrant&view=matrix&as=alice,bob')
})
