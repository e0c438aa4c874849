import type { Locator, Page } from '@playwright/test'

import { answerOf, send, toolAt } from './support/explorer.ts'
import { open } from './support/keyboard.ts'
import { expect, test } from './support/test.ts'

const gateway = 'solo-kb-demo'
const rbac =
  '/apis/enterpriseagentgateway.solo.io/v1alpha1/namespaces/kagent/enterpriseagentgatewaypolicies/mcp-tool-rbac'

const why = (page: Page): Locator => answerOf(page).getByRole('region', { name: 'Why' })

/** A rule with its clauses; the first item of each is the rule, the ones within it are clauses. */
const ruleOf = (page: Page, number: number): Locator =>
  why(page).getByRole('list').first().locator(`> li:nth-child(${number})`)

test('a refusal names each clause with the claim that it saw, and the gateway’s own trace confirms it', async ({
  console: page,
}) => {
  await open(page, toolAt(gateway, 'bob', 'get_versions', {}))
  await page.getByRole('checkbox', { name: 'Ask the gateway which rule decides' }).check()
  await send(page, 'bob: hidden, refused')
  await expect(why(page)).toContainText(
    'Refused, because none of the 2 allow rules is true. The gateway did the same.',
  )
  await expect(ruleOf(page, 1)).toContainText(
    /false.*jwt\.groups\.exists\(g, g == "field-fte"\).*jwt\.groups\["field-trial"\]/,
  )
  const clauses = ruleOf(page, 2).getByRole('listitem')
  await expect(clauses).toHaveText([
    /^true.*"field-trial"\).*jwt\.groups\["field-trial"\]/,
    /^false.*\["search", "list_products"\].*mcp\.tool\.name"get_versions"/,
  ])
  await expect(why(page)).toContainText('Confirmed by the gateway’s own trace: it decided')
  await why(page)
    .getByText(/^Its \d+ steps$/)
    .click()
  await expect(why(page).getByText('ms', { exact: false }).first()).toBeVisible()
})

test('an allowed call says which rule let it through, when it is asked', async ({
  console: page,
}) => {
  await open(page, toolAt(gateway, 'alice', 'get_versions', {}))
  await send(page, 'alice: listed, allowed')
  await expect(why(page)).toHaveCount(0)
  await answerOf(page).getByText('Why?').click()
  await expect(why(page)).toContainText(
    'Allowed, because rule 1 is true. The gateway did the same.',
  )
  await expect(ruleOf(page, 1)).toContainText(/true.*decided.*\["field-fte"/)
})

test('a rule of the whole request refuses before any tool, and is named as that', async ({
  console: page,
  product: { lab },
}) => {
  await lab.apply(
    'website-fetcher',
    '/apis/enterpriseagentgateway.solo.io/v1alpha1/namespaces/agentgateway-system/enterpriseagentgatewaypolicies/mcp-rbac',
    `apiVersion: enterpriseagentgateway.solo.io/v1alpha1
kind: EnterpriseAgentgatewayPolicy
metadata: { name: mcp-rbac, namespace: agentgateway-system }
spec:
  targetRefs: [{ group: gateway.networking.k8s.io, kind: Gateway, name: agentgateway }]
  traffic:
    authorization:
      policy: { matchExpressions: ['jwt.org == "another.example"'] }
`,
  )
  await open(page, toolAt('website-fetcher', 'seed-002', 'fetch', { url: 'http://127.0.0.1/' }))
  await send(page, /refused.*HTTP 403/)
  await expect(why(page)).toContainText('Rules of the whole request come before any tool.')
  await expect(ruleOf(page, 1)).toContainText(/whole request.*jwt\.org"solo\.io"/)
})

test('where a gateway tells nothing, the reason is that it cannot be known', async ({
  console: page,
}) => {
  await open(page, toolAt('kuadrant', 'bob', 'http_get_timestamp', {}))
  await send(page, 'bob: listed, allowed')
  await answerOf(page).getByText('Why?').click()
  await expect(why(page)).toContainText('This cannot be known. Kuadrant reports no rules')
  await expect(why(page).getByRole('listitem')).toHaveCount(0)
})

test('a call that the gateway let through against the rules that it told is shown as drift', async ({
  console: page,
  product: { lab },
}) => {
  await open(page, toolAt(gateway, 'bob', 'get_versions', {}))
  await send(page, 'bob: hidden, refused')
  await expect(why(page)).toContainText('The gateway did the same.')
  await lab.apply(
    gateway,
    rbac,
    `apiVersion: enterpriseagentgateway.solo.io/v1alpha1
kind: EnterpriseAgentgatewayPolicy
metadata: { name: mcp-tool-rbac, namespace: kagent }
spec:
  targetRefs: [{ group: agentgateway.dev, kind: AgentgatewayBackend, name: solo-kb-mcp }]
  backend:
    mcp:
      authorization:
        action: Allow
        policy: { matchExpressions: ['has(jwt.groups)'] }
`,
  )
  await page.getByRole('checkbox', { name: 'Ask the gateway which rule decides' }).check()
  await send(page, 'bob: hidden, allowed')
  await expect(why(page)).toContainText(
    'Drift: the rules say refused, and the gateway let it through.',
  )
  await expect(why(page)).toContainText('The gateway’s own trace says otherwise: it decided')
})
