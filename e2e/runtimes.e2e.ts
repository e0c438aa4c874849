import { readFile } from 'node:fs/promises'

import type { Page } from '@playwright/test'

import { goUp, openRegistry, rowOf, section, shown } from './support/registry.ts'
import { expect, test } from './support/test.ts'

test.use({ alone: 'registry' })
test.afterEach(({ product }) => product.lab.reset())

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

test('the Runtimes stand with the columns of the seed, their type, how they are and how much runs there', async ({
  console: page,
}) => {
  await openRegistry(page, '/runtimes')
  await expect(page.getByRole('columnheader')).toHaveText([
    'Platform',
    'Name',
    'Type',
    'Region',
    'Instances',
    'Sync status',
    'Created',
  ])
  await expect(rowOf(page, 'kagent-tor1').getByRole('cell')).toHaveText([
    'Kubernetes',
    'kagent-tor1',
    'Kagent',
    '–',
    '5, 1 discovered',
    /^Ready/,
    /ago|just now/,
  ])
  await expect(rowOf(page, 'aws-agentcore').getByRole('cell')).toHaveText([
    'AWS',
    'aws-agentcore',
    'BedrockAgentCore',
    'us-east-1',
    '2',
    /^Ready/,
    /ago|just now/,
  ])
  await expect(rowOf(page, 'aws-agentcore-eu')).toContainText(/Not ready.*AssumeRole denied/)
  await page.getByRole('combobox', { name: 'Platform' }).selectOption('AWS')
  await page.getByRole('columnheader', { name: 'Instances' }).getByRole('button').click()
  await expect(page.getByRole('columnheader', { name: 'Instances' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  )
  await page.reload()
  await expect(shown(page)).toHaveText('2 of 3')
  await expect(page.getByRole('row').nth(1)).toContainText('aws-agentcore-eu')
})

test('a Runtime shows its configuration and what runs there, and is asked for its health by a press', async ({
  console: page,
  product,
}) => {
  const kagent = product.origins['kagent'] ?? ''
  await openRegistry(page, '/runtimes')
  await rowOf(page, 'kagent-tor1').getByRole('link').click()
  await expect(section(page, 'Configuration')).toContainText(`kagentUrl${kagent}`)
  await expect(section(page, 'Instances').getByRole('listitem')).toHaveCount(5)
  await expect(
    section(page, 'Instances').getByRole('link', { name: 'solofieldassistant-kagent' }),
  ).toBeVisible()
  await page.getByRole('button', { name: 'Check now' }).click()
  await expect(section(page, 'Health').getByRole('status')).toContainText(
    new RegExp(`kagent \\d\\S+ answers at ${new URL(kagent).host}\\.`),
  )
  await goUp(page)
  await rowOf(page, 'aws-agentcore').getByRole('link').click()
  await expect(section(page, 'Configuration')).toContainText('AgentRegistryAccess')
  await expect(section(page, 'Configuration').getByText(/^region$/i)).toHaveCount(1)
  await expect(page.getByRole('button', { name: 'Check now' })).toHaveAccessibleDescription(
    'There is no address to ask.',
  )
})

test('Delete of a Runtime says first what depends on it and what becomes of it', async ({
  console: page,
}) => {
  await openRegistry(page, '/runtimes/aws-agentcore')
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Delete aws-agentcore' })
  await expect(dialog.getByText('2 records depend on it')).toBeVisible()
  await expect(dialog).toContainText(
    'Workloads whose Deployments are removed after this stay on it',
  )
  await dialog.getByRole('button', { name: 'Delete Runtime' }).click()
  await expect(page.getByText('aws-agentcore is deleted.')).toBeVisible()
  await expect(rowOf(page, 'aws-agentcore')).toHaveCount(0)
})

test('a kagent controller is added field by field, tested, tried and applied', async ({
  console: page,
}) => {
  await openRegistry(page, '/runtimes')
  await page.getByRole('link', { name: 'Add runtime' }).click()
  await page
    .getByRole('navigation', { name: 'Type of runtime' })
    .getByText('Kagent')
    .first()
    .click()
  await page.getByRole('button', { name: 'Add runtime' }).click()
  const name = page.getByRole('textbox', { name: 'Name', exact: true })
  const url = page.getByRole('textbox', { name: 'Controller URL' })
  const tryIt = page.getByRole('button', { name: 'Test connection' })
  await expect(name).toHaveAccessibleDescription(/A name is required\./)
  await expect(url).toHaveAccessibleDescription(/URL of the kagent controller is required/)
  await expect(tryIt).toBeDisabled()
  await name.fill('Kagent_Two')
  await expect(name).toHaveAccessibleDescription(/Lower-case letters, digits/)
  await name.fill('kagent-two')
  await url.fill('ftp://kagent.example')
  await expect(url).toHaveAccessibleDescription(/Only http and https are spoken/)
  await url.fill('http://kagent.internal:8083')
  await tryIt.click()
  await expect(
    page.getByText(
      /^http:\/\/kagent\.internal:8083 is not among the addresses that this console may try\. .* names them: http:\/\/127\.0\.0\.1:\d+\.$/,
    ),
  ).toBeVisible()
  await page.getByText('How the registry signs in at the controller').click()
  await page.getByRole('textbox', { name: 'Issuer' }).fill('https://idp.example/realms/solo')
  await page.getByRole('textbox', { name: 'Client id' }).press('Tab')
  await expect(page.getByRole('textbox', { name: 'Client id' })).toHaveAccessibleDescription(
    'Needed as soon as one of these four is given.',
  )
  await page.getByRole('textbox', { name: 'Issuer' }).fill('')
  await page.getByRole('button', { name: 'Dry run' }).click()
  await expect(page.getByText('The dry run went through. Nothing was changed.')).toBeVisible()
  await page.getByRole('button', { name: 'Add runtime' }).click()
  await expect(heading(page, 'kagent-two')).toBeVisible()
  await expect(section(page, 'Configuration')).toContainText('http://kagent.internal:8083')
})

test('an AWS account is added by the template that lets the registry in', async ({
  console: page,
}) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await openRegistry(page, '/runtimes/new?type=BedrockAgentCore')
  const account = page.getByRole('textbox', { name: 'AWS account id' })
  const make = page.getByRole('button', { name: 'Make the template' })
  await account.fill('1111')
  await account.press('Tab')
  await expect(account).toHaveAccessibleDescription(/An AWS account id has twelve digits\./)
  await expect(make).toBeDisabled()
  await account.fill('111122223333')
  await make.click()
  const role = page.getByRole('textbox', { name: 'Role ARN' })
  await expect(role).toHaveValue(/^arn:aws:iam::111122223333:role\//)
  await expect(page.getByRole('textbox', { name: 'External id' })).not.toHaveValue('')

  await page.getByRole('button', { name: 'Copy template' }).click()
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toContain('AssumeRolePolicyDocument')
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download ar-cfn.yaml' }).click(),
  ])
  expect(saved.suggestedFilename()).toBe('ar-cfn.yaml')
  expect(await readFile(await saved.path(), 'utf8')).toContain('AWS::IAM::Role')
  await expect(page.getByRole('link', { name: 'Create the stack in AWS' })).toHaveAttribute(
    'href',
    /^https:\/\/.*console\.aws\.amazon\.com\/cloudformation/,
  )

  await role.fill('arn:aws:iam::999988887777:role/AgentRegistryAccess')
  await role.press('Tab')
  await expect(role).toHaveAccessibleDescription(
    /This role belongs to account 999988887777, not to 111122223333\./,
  )
  await role.fill('arn:aws:iam::111122223333:role/AgentRegistryAccess')
  await page.getByRole('textbox', { name: 'Region' }).fill('eu')
  await page.getByRole('textbox', { name: 'Name' }).fill('aws-second')
  await expect(page.getByText('A region looks like us-east-1.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Region' }).fill('eu-west-1')
  await page.getByRole('button', { name: 'Add runtime' }).click()
  await expect(heading(page, 'aws-second')).toBeVisible()
  await expect(section(page, 'Configuration')).toContainText('eu-west-1')
  await expect(section(page, 'Instances')).toContainText('Nothing runs here')
})
