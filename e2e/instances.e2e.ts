import { tabTo } from './support/keyboard.ts'
import {
  applyElsewhere,
  assistant,
  deploymentOf,
  editor,
  goUp,
  openRegistry,
  results,
  rowOf,
  section,
  shown,
} from './support/registry.ts'
import { expect, test } from './support/test.ts'
import { watchTraffic } from './support/traffic.ts'

test.use({ alone: 'registry' })
test.afterEach(({ product }) => product.lab.reset())

const denied = /AssumeRole denied: arn:aws:iam::444455556666:role\/AgentRegistryAccess/

test('both Deployments of the seed are Ready, one per Runtime, and the others say how they are and why', async ({
  console: page,
}) => {
  await openRegistry(page, '/instances')
  for (const [suffix, runtime, platform, region] of [
    ['kagent', 'kagent-tor1', 'Kubernetes · Kagent', '–'],
    ['agentcore', 'aws-agentcore', 'AWS · BedrockAgentCore', 'us-east-1'],
  ] as const)
    await expect(rowOf(page, `${assistant}-${suffix}`).getByRole('cell')).toHaveText([
      new RegExp(`^${assistant}-${suffix}managed`),
      `${assistant}latest`,
      `${runtime}${platform}`,
      region,
      /^Ready\d+ (s|min)/,
      /ago|just now/,
      /^Chat/,
    ])
  await expect(rowOf(page, 'release-notes-eu')).toContainText(denied)
  await expect(rowOf(page, 'release-notes-eu')).toContainText('Not ready')
  await expect(rowOf(page, 'cve-watcher-kagent')).toContainText('Undeployed')
  await rowOf(page, 'release-notes-eu').getByRole('link', { name: 'Why?' }).click()
  const happened = section(page, 'What happened').getByRole('listitem')
  await expect(happened.filter({ hasText: 'Degraded: True' })).toContainText(
    'InvalidRuntimeConfig: AssumeRole denied',
  )
  await expect(happened.filter({ hasText: 'Created' })).toBeVisible()
  await expect(section(page, 'Logs').getByRole('alert')).toContainText(
    /The runtime did not give the logs of "release-notes-eu"\. It said: AssumeRole denied/,
  )
})

test('a workload that nobody deployed is told apart, and cannot be chatted with or removed here', async ({
  console: page,
}) => {
  await openRegistry(page, '/instances?facet=origin:discovered')
  await expect(shown(page)).toHaveText('1 of 8')
  const name = 'discovered-k8s-troubleshooter'
  const row = rowOf(page, name)
  await expect(row).toContainText('seen on runtime kagent-tor1')
  const chat = row.getByRole('button', { name: `Chat with ${name}` })
  await expect(chat).toBeDisabled()
  await expect(chat).toHaveAccessibleDescription(/the registry cannot talk to it/)
  await row.getByRole('link', { name }).click()
  await expect(page.getByText('nobody deployed it through this registry')).toBeVisible()
  for (const action of ['Redeploy', 'Undeploy']) {
    const button = page.getByRole('button', { name: action, exact: true })
    await expect(button).toBeDisabled()
    await expect(button).toHaveAccessibleDescription(/only the runtime can remove it/)
  }
})

test('instances are found by words and narrowed by type, runtime, manager and status, in the address', async ({
  console: page,
}) => {
  await openRegistry(page, '/instances')
  await expect(rowOf(page, `${assistant}-kagent`)).toContainText('Ready')
  await page.getByRole('combobox', { name: 'Runtime' }).selectOption('kagent-tor1')
  await expect(shown(page)).toHaveText('5 of 8')
  await page.getByRole('combobox', { name: 'Managed' }).selectOption('managed')
  await expect(shown(page)).toHaveText('4 of 8')
  await page.getByRole('combobox', { name: 'Status' }).selectOption('deployed')
  await expect(shown(page)).toHaveText('3 of 8')
  await page.getByRole('searchbox', { name: 'Search deployments' }).fill('triage')
  await expect(shown(page)).toHaveText('1 of 8')
  await page.reload()
  await expect(shown(page)).toHaveText('1 of 8')
  await expect(rowOf(page, 'ticket-triage-kagent')).toBeVisible()
  expect(new URL(page.url()).searchParams.getAll('facet')).toEqual([
    'runtime:kagent-tor1',
    'origin:managed',
    'status:deployed',
  ])
})

test('an Agent is deployed from the catalogue: what cannot run it says why, the name is suggested, values stay masked, a dry run comes first', async ({
  console: page,
}) => {
  await openRegistry(page, '/catalog?search=incident')
  await page.getByRole('button', { name: 'Deploy incident-scribe' }).click()
  const dialog = page.getByRole('dialog', { name: 'Deploy incident-scribe' })
  const account = dialog.getByRole('radio', { name: /^aws-agentcore AWS/ })
  await expect(account).toBeDisabled()
  await expect(account).toHaveAccessibleDescription(/runs container images/)
  await dialog.getByRole('button', { name: 'Deploy' }).click()
  await expect(dialog.getByText('Choose where it runs.')).toBeVisible()
  await dialog.getByRole('radio', { name: /^kagent-tor1/ }).check()
  await expect(dialog.getByRole('textbox', { name: 'Name of the Deployment' })).toHaveValue(
    'incident-scribe-kagent',
  )
  await expect(dialog.getByRole('combobox', { name: 'Tag' })).toHaveValue('latest')
  await dialog.getByRole('button', { name: 'Add a variable' }).click()
  await dialog.getByRole('textbox', { name: 'Name of variable 1' }).fill('DESK')
  await dialog.getByRole('textbox', { name: 'Value of DESK' }).fill('emea')
  await dialog.getByText('YAML that is applied').click()
  const preview = dialog.getByRole('group').filter({ hasText: 'YAML that is applied' })
  await expect(preview).toContainText('DESK: ••••')
  await expect(preview).not.toContainText('emea')
  await dialog.getByRole('checkbox', { name: 'Show values' }).check()
  await expect(preview).toContainText('DESK: emea')
  await dialog.getByRole('button', { name: 'Dry run' }).click()
  await expect(dialog.getByText('The dry run went through. Nothing was changed.')).toBeVisible()
  await dialog.getByRole('button', { name: 'Deploy', exact: true }).click()
  await expect(page.getByText('incident-scribe-kagent created')).toBeVisible()
  await expect(dialog).toBeHidden()
  await expect(rowOf(page, 'incident-scribe')).toContainText('once')
})

test('Progressing and Ready come on screen without a reload, and the page asks only when it is told', async ({
  console: page,
  product,
}) => {
  await openRegistry(page, '/instances')
  await expect(rowOf(page, `${assistant}-kagent`)).toContainText('Ready')
  const traffic = await watchTraffic(page)
  await applyElsewhere(
    product,
    deploymentOf('cost-explainer-kagent', 'cost-explainer', 'kagent-tor1'),
  )
  const row = rowOf(page, 'cost-explainer-kagent')
  await expect(row).toContainText('Progressing')
  await expect(row).toContainText('Ready')
  expect(traffic.reads.length).toBeGreaterThan(1)
  // One list stands on this page: whoever polls would read it more often than it is told of a change.
  // Both streams are told of it, and the one that counts may hear of it after the list was read.
  await expect
    .poll(async () => (await traffic.events()) - traffic.reads.length)
    .toBeGreaterThanOrEqual(0)
})

test('the second Deployment of an Agent, on the other Runtime, is two clicks with the first one’s environment', async ({
  console: page,
}) => {
  await openRegistry(page, '/catalog/agents/docs-reviewer')
  await page.getByRole('button', { name: 'Deploy to kagent-tor1' }).click()
  const dialog = page.getByRole('dialog', { name: 'Deploy docs-reviewer' })
  await expect(dialog.getByRole('radio', { name: /^kagent-tor1/ })).toBeChecked()
  await expect(dialog.getByRole('textbox', { name: 'Value of AWS_REGION' })).toHaveValue(
    'us-east-1',
  )
  await dialog.getByRole('button', { name: 'Deploy', exact: true }).click()
  const both = section(page, 'One Agent, two Runtimes')
  await expect(both.getByRole('columnheader', { name: /docs-reviewer-kagent/ })).toContainText(
    'Ready',
  )
})

test('Undeploy says what it leaves behind; what cannot leave stays with since when, and its name is taken', async ({
  console: page,
}) => {
  await openRegistry(page, '/instances/release-notes-eu')
  await page.getByRole('button', { name: 'Undeploy' }).click()
  const dialog = page.getByRole('dialog', { name: 'Undeploy release-notes-eu' })
  await expect(dialog).toContainText('The Agent record and its other Deployments stay.')
  await dialog.getByRole('button', { name: 'Undeploy Deployment' }).click()
  await expect(page.getByText('release-notes-eu is being removed.')).toBeVisible()
  await expect(page.getByText('What stays behind')).toBeVisible()
  await expect(page.getByRole('main')).toContainText(
    'The Agent release-notes and the Runtime aws-agentcore-eu stay.',
  )
  await goUp(page)
  const row = rowOf(page, 'release-notes-eu')
  // The runtime refuses, and the registry has no word for that: what it said last stays, with its age.
  await expect(row).toContainText(/Terminatingsince \d+ s · removing deployment/)
  await expect(row.getByRole('button', { name: /^Chat/ })).toBeDisabled()

  await openRegistry(page, '/catalog/apply')
  await editor(page).fill(deploymentOf('release-notes-eu', 'release-notes', 'aws-agentcore'))
  await page.getByRole('button', { name: 'Apply as admin' }).click()
  await expect(results(page)).toContainText('is terminating; delete + re-apply once GC purges')
  await expect(results(page)).toContainText('Wait until the row is gone, then apply again.')
})

test('an instance that was undeployed leaves the list by itself', async ({ console: page }) => {
  await openRegistry(page, '/instances/ticket-triage-kagent')
  await page.getByRole('button', { name: 'Undeploy' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Undeploy Deployment' }).click()
  await expect(page.getByRole('alert')).toContainText('not found')
  await goUp(page)
  await expect(shown(page)).toHaveText('7 of 7')
  await expect(rowOf(page, 'ticket-triage-kagent')).toHaveCount(0)
})

test('the environment is masked until somebody asks, and only as long as it is shown', async ({
  console: page,
}) => {
  await openRegistry(page, `/instances/${assistant}-kagent`)
  const environment = section(page, 'Environment')
  await expect(environment.getByRole('definition')).toHaveText(['••••', '••••'])
  await expect(page.getByRole('main')).not.toContainText('AWS_REGION: us-east-1')
  await environment.getByRole('button', { name: 'Reveal values' }).click()
  await expect(environment.getByRole('definition')).toHaveText([/^http.*\/mcp/, /^us-east-1/])
  await environment.getByRole('button', { name: 'Hide values' }).click()
  await expect(environment.getByRole('definition')).toHaveText(['••••', '••••'])
  await environment.getByRole('button', { name: 'Reveal values' }).click()
  await expect(environment).toContainText('us-east-1')
  await page.reload()
  await expect(environment.getByRole('definition')).toHaveText(['••••', '••••'])
})

test('the log follows what the workload writes, and is searched', async ({
  console: page,
  product,
}) => {
  await openRegistry(page, `/instances/${assistant}-kagent`)
  const logs = section(page, 'Logs')
  await expect(logs.getByRole('listitem').filter({ hasText: 'started, model' })).toBeVisible()
  const agent = `${product.origins['kagent']}/api/a2a/kagent/${assistant}`
  await fetch(`${agent}/who-is-there`)
  const asked = logs.getByRole('listitem').filter({ hasText: 'GET /who-is-there 404' })
  await expect(asked).toBeVisible()
  await logs.getByRole('searchbox', { name: 'Search the lines' }).fill('who-is')
  await expect(logs.getByRole('status')).toHaveText(/^1 of \d+ lines$/)
  await expect(logs.getByText('who-is', { exact: true })).toBeVisible()
  await logs.getByRole('checkbox', { name: 'Follow' }).uncheck()
  await fetch(`${agent}/who-is-late`)
  await logs.getByRole('button', { name: 'Read again' }).click()
  await expect(logs.getByRole('status')).toHaveText(/^2 of \d+ lines$/)
})

test('Redeploy brings a Deployment about again', async ({ console: page }) => {
  await openRegistry(page, '/instances/ticket-triage-kagent')
  await expect(page.getByRole('main')).toContainText('Ready: True')
  await page.getByRole('button', { name: 'Redeploy' }).click()
  await expect(page.getByText('ticket-triage-kagent is brought about again.')).toBeVisible()
  await expect(section(page, 'What happened')).toContainText('Ready: True')
})

test('an Agent is deployed with the keyboard alone', async ({ console: page }) => {
  await openRegistry(page, '/instances')
  await tabTo(page, page.getByRole('button', { name: 'Deploy', exact: true }))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Deploy an Agent' })
  await expect(dialog).toBeVisible()
  await tabTo(page, dialog.getByRole('combobox', { name: 'Agent' }))
  await page.keyboard.type('cost-explainer')
  await tabTo(page, dialog.getByRole('radio', { name: /^aws-agentcore AWS/ }))
  await page.keyboard.press('Space')
  await tabTo(page, dialog.getByRole('button', { name: 'Deploy', exact: true }))
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  await expect(rowOf(page, 'cost-explainer-agentcore')).toContainText('Ready')
})
