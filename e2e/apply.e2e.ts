import type { Page } from '@playwright/test'

import { editor, goUp, openRegistry, results, rowOf } from './support/registry.ts'
import { expect, test } from './support/test.ts'

test.use({ alone: 'registry' })
test.afterEach(({ product }) => product.lab.reset())

const agent = (name: string, image = 'example/agent:1.0.0') =>
  [
    'apiVersion: ar.dev/v1alpha1',
    'kind: Agent',
    `metadata: { name: ${name} }`,
    'spec:',
    `  description: Made of pasted text.`,
    `  source: { image: ${image} }`,
  ].join('\n')

const apply = (page: Page) => page.getByRole('button', { name: 'Apply as admin' })
const dryRun = (page: Page) => page.getByRole('button', { name: 'Dry run' })

test('a text that cannot be read is not sent, and the line and column are one press away', async ({
  console: page,
}) => {
  await openRegistry(page, '/catalog/apply')
  await expect(apply(page)).toHaveAccessibleDescription('There is no text yet.')
  await editor(page).fill('kind: Agent\nmetadata: { name: a\nspec: {}\n')
  await apply(page).click()
  await expect(page.getByText('The text cannot be read, so nothing was sent')).toBeVisible()
  const where = page.getByRole('button', { name: /^Line \d+, column \d+$/ }).first()
  await where.click()
  await expect(editor(page)).toBeFocused()
  await expect(editor(page)).toHaveAccessibleDescription(/^Wrong: line \d/)
  const chosen = await editor(page).evaluate((area: HTMLTextAreaElement) =>
    area.value.slice(area.selectionStart, area.selectionEnd),
  )
  const line = Number(/\d+/.exec(await where.innerText())?.[0])
  expect(chosen).toBe(['kind: Agent', 'metadata: { name: a', 'spec: {}', ''][line - 1])
  await editor(page).fill(agent('pasted-one'))
  await expect(page.getByText('The text cannot be read')).toHaveCount(0)
})

test('what pasted documents would do is told one by one, and then done', async ({
  console: page,
}) => {
  await openRegistry(page, '/catalog/apply')
  const prompt = [
    'apiVersion: ar.dev/v1alpha1',
    'kind: Prompt',
    'metadata: { name: pasted-prompt }',
    'spec: { description: How to greet., content: Say hello. }',
  ].join('\n')
  await editor(page).fill([agent('pasted-one'), prompt].join('\n---\n'))
  await dryRun(page).click()
  await expect(
    page.getByRole('heading', { name: 'Dry run: 2 of 2 would go through' }),
  ).toBeVisible()
  await expect(results(page)).toHaveText([
    /^would be created\s*Agent\/pasted-one latest\s*registry: dry-run/,
    /^would be created\s*Prompt\/pasted-prompt/,
  ])
  await apply(page).click()
  await expect(page.getByRole('heading', { name: '2 of 2 went through' })).toBeVisible()
  await expect(results(page)).toHaveText([/^created/, /^created/])
  await apply(page).click()
  await expect(results(page)).toHaveText([/^unchanged/, /^unchanged/])
  await editor(page).fill([agent('pasted-one', 'example/agent:1.1.0'), prompt].join('\n---\n'))
  await dryRun(page).click()
  await expect(results(page)).toHaveText([/^would be changed/, /^would stay as it is/])
  await apply(page).click()
  await expect(results(page)).toHaveText([/^configured/, /^unchanged/])
  await goUp(page)
  await expect(rowOf(page, 'pasted-one')).toBeVisible()
})

test('a document that is refused says why in words, the others go through, and the text stays', async ({
  console: page,
}) => {
  await openRegistry(page, '/catalog/apply')
  const wrong = [
    'apiVersion: ar.dev/v1alpha1',
    'kind: Runtime',
    'metadata: { name: nowhere }',
    'spec: { type: Nomad }',
  ].join('\n')
  const text = [wrong, agent('pasted-two')].join('\n---\n')
  await editor(page).fill(text)
  await apply(page).click()
  await expect(
    page.getByRole('heading', { name: '1 of 2 failed; the others were applied' }),
  ).toBeVisible()
  const refused = results(page).filter({ hasText: 'Runtime/nowhere' })
  await expect(refused).toContainText(/^failed/)
  await expect(refused).toContainText('unknown runtime type: "Nomad"')
  await expect(results(page).filter({ hasText: 'Agent/pasted-two' })).toContainText(/^created/)
  await expect(editor(page)).toHaveValue(text)
  await refused.getByRole('button', { name: 'line 1' }).click()
  await expect(editor(page)).toBeFocused()
  await page.reload()
  await expect(editor(page)).toHaveValue(text)
})

test('placeholders are asked for by name, and those with a usual value are not', async ({
  console: page,
}) => {
  await openRegistry(page, '/catalog/apply')
  await editor(page).fill(
    agent('pasted-three', '${AGENT_IMAGE}').replace('pasted text', '${X:-text}'),
  )
  await apply(page).click()
  await expect(page.getByText('The text holds placeholders')).toBeVisible()
  const value = page.getByRole('textbox', { name: '${AGENT_IMAGE}' })
  await expect(page.getByRole('textbox', { name: /^\$\{/ })).toHaveCount(1)
  await expect(apply(page)).toHaveAccessibleDescription('A value is missing: AGENT_IMAGE.')
  await value.fill('example/agent:3.0.0')
  await apply(page).click()
  await expect(results(page)).toHaveText([/^created/])
  await results(page).getByRole('link', { name: 'pasted-three' }).click()
  await expect(page.getByRole('complementary', { name: 'About this record' })).toContainText(
    'example/agent:3.0.0',
  )
})

test('a file is dropped or chosen, and a text with a secret is not kept over a reload', async ({
  console: page,
}) => {
  await openRegistry(page, '/catalog/apply')
  const files = await page.evaluateHandle((text) => {
    const data = new DataTransfer()
    data.items.add(new File([text], 'agent.yaml', { type: 'application/yaml' }))
    return data
  }, agent('dropped-one'))
  await editor(page).dispatchEvent('drop', { dataTransfer: files })
  await expect(editor(page)).toHaveValue(agent('dropped-one'))
  await dryRun(page).click()
  await expect(results(page)).toHaveText([/Agent\/dropped-one/])

  const secret = 'kind: Secret\nmetadata: { name: s }\nstringData: { key: not-to-be-kept }\n'
  await page.getByLabel('Choose a file').setInputFiles({
    name: 'secret.yaml',
    mimeType: 'application/yaml',
    buffer: Buffer.from(secret),
  })
  await expect(editor(page)).toHaveValue(secret)
  await expect(page.getByText('so a reload forgets it')).toBeVisible()
  await page.reload()
  await expect(editor(page)).toHaveValue('')
  await page.getByLabel('Choose a file').setInputFiles({
    name: 'everything.yaml',
    mimeType: 'application/yaml',
    buffer: Buffer.alloc(900_001, 'a'),
  })
  await expect(page.getByText('everything.yaml is larger than 900 kB.')).toBeVisible()
})
