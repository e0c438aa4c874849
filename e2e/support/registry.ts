import { expect, type Locator, type Page } from '@playwright/test'

import type { Product } from './product.ts'

/** The agent of the seed, which runs on both of its Runtimes. */
export const assistant = 'solofieldassistant'

/** A token of one profile of the registry's demo identity provider, as the seed gets it with curl. */
export async function registryToken({ origins }: Product, profile = 'admin'): Promise<string> {
  const answer = await fetch(`${origins['registry']}/api/autoauth/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: profile,
      scope: 'openid profile email Groups',
    }),
  })
  const { access_token: token } = (await answer.json()) as { access_token: string } // RFC 6749 §5.1
  return token
}

/** Applies documents as somebody does who has no console. Rejects with what the registry said against one. */
export async function applyElsewhere(product: Product, documents: string): Promise<void> {
  const answer = await fetch(`${product.origins['registry']}/v0/apply`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await registryToken(product)}`,
      'content-type': 'application/yaml',
    },
    body: documents,
  })
  const text = await answer.text()
  if (!answer.ok || text.includes('"failed"')) throw new Error(`${answer.status} ${text}`)
}

/** A Deployment as somebody would write it. */
export const deploymentOf = (name: string, agent: string, runtime: string): string =>
  [
    'apiVersion: ar.dev/v1alpha1',
    'kind: Deployment',
    `metadata: { name: ${name} }`,
    'spec:',
    `  targetRef: { kind: Agent, name: ${agent} }`,
    `  runtimeRef: { kind: Runtime, name: ${runtime} }`,
  ].join('\n')

/** A row of a list of records, by the record's name. */
export const rowOf = (page: Page, name: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })

/** `8 of 8`: how many rows a list has, and how many there are without search and filters. */
export const shown = (page: Page): Locator =>
  page
    .getByRole('main')
    .getByRole('status')
    .filter({ hasText: /^[\d,]+ of [\d,]+$/ })

/** A part of a page, by its heading. */
export const section = (page: Page, name: string): Locator =>
  page.getByRole('region', { name, exact: true })

/** Who looks at the registry. */
export const viewAs = (page: Page): Locator => page.getByRole('combobox', { name: 'View as' })

/** From a record to the list that it stands in. */
export const goUp = (page: Page): Promise<void> =>
  page.getByRole('navigation', { name: 'Up' }).getByRole('link').click()

/** What Playwright types into a text that is read as YAML. */
export const editor = (page: Page): Locator => page.getByRole('textbox', { name: 'YAML or JSON' })

/** The answer of an application: one entry per document. */
export const results = (page: Page): Locator =>
  page.getByRole('list', { name: 'Result per document' }).getByRole('listitem')

/** Waits for a page of the registry that has been read. */
export async function openRegistry(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await expect(page.getByText(/^AgentRegistry (Enterprise )?v\d/)).toBeVisible()
}
