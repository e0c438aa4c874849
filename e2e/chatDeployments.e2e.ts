import type { Page } from '@playwright/test'

import {
  answered,
  answers,
  ask,
  composer,
  onKagent,
  openChat,
  question,
  toolCards,
} from './support/chat.ts'
import { openRegistry, rowOf } from './support/registry.ts'
import { expect, test } from './support/test.ts'

test.use({ alone: 'registry' })
test.afterEach(({ product }) => product.lab.reset())

/** In another window, as somebody else at another desk would. */
async function undeploy(page: Page, deployment: string): Promise<void> {
  const desk = await page.context().newPage()
  await openRegistry(desk, `/instances/${deployment}`)
  await desk.getByRole('button', { name: 'Undeploy' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Undeploy Deployment' }).click()
  await expect(desk.getByRole('alert')).toContainText('not found')
  await desk.close()
}

for (const [agent, runtime, suffix] of [
  ['incident-scribe', /^kagent-tor1/, 'kagent'],
  ['cost-explainer', /^aws-agentcore AWS/, 'agentcore'],
] as const)
  test(`a Deployment of ${agent} that is made in the console can be asked once it is Ready, and no more when it is gone`, async ({
    console: page,
  }) => {
    const deployment = `${agent}-${suffix}`
    await openRegistry(page, `/catalog?search=${agent}`)
    await page.getByRole('button', { name: `Deploy ${agent}` }).click()
    const dialog = page.getByRole('dialog', { name: `Deploy ${agent}` })
    await dialog.getByRole('radio', { name: runtime }).check()
    await dialog.getByRole('button', { name: 'Deploy', exact: true }).click()
    await expect(dialog).toBeHidden()
    await openRegistry(page, '/instances')
    await expect(rowOf(page, deployment)).toContainText('Ready')
    await rowOf(page, deployment)
      .getByRole('link', { name: `Chat with ${deployment}` })
      .click()
    await ask(page, question)
    await expect(await answered(page)).toContainText('Source: CRD TrafficPolicy')

    await undeploy(page, deployment)
    await expect(page.getByText('What was said stays readable')).toBeVisible()
    await composer(page).fill('and its rateLimit field?')
    await composer(page).press('Enter')
    await expect(answers(page)).toHaveCount(1)
    await expect(page.getByRole('button', { name: 'Send' })).toBeDisabled()
    await expect(composer(page)).toHaveValue('and its rateLimit field?')
    await page.reload()
    await expect(answers(page)).toContainText('Source: CRD TrafficPolicy')
  })

test('a deployment that is undeployed in the middle of an answer: what came stays, and the answer says why it ended', async ({
  console: page,
  product,
}) => {
  await product.lab.hold()
  await openChat(page, onKagent)
  await ask(page, question)
  await expect(toolCards(page)).toHaveCount(1)
  await undeploy(page, onKagent)
  await product.lab.release()
  await expect(page.getByText('What was said stays readable')).toBeVisible()
  const answer = answers(page).last()
  await expect(answer).not.toHaveAttribute('data-state', 'running')
  await expect(toolCards(answer)).toHaveCount(1)
  await page.reload()
  await expect(toolCards(answers(page).last())).toHaveCount(1)
})

test('a deployment that is not Ready, undeployed or unknown says so and takes no question', async ({
  console: page,
}) => {
  for (const [deployment, why] of [
    ['release-notes-eu', /not ready.*AssumeRole denied/],
    ['cve-watcher-kagent', 'cve-watcher-kagent is undeployed. Deploy it again to ask it.'],
    ['nobody-deployed-this', /nobody-deployed-this/],
  ] as const) {
    await page.goto(`/instances/${deployment}/chat`)
    await expect(page.getByRole('main')).toContainText(why)
    await expect(page.getByRole('button', { name: 'Send', disabled: false })).toHaveCount(0)
  }
})
