import { open } from './support/keyboard.ts'
import { overflow, smallText } from './support/measure.ts'
import { looking, routes, settled } from './support/routes.ts'
import { expect, test } from './support/test.ts'

// The room that things take does not depend on the theme: each size is looked at in one of them.
const windows = [
  { width: 390, height: 844, theme: 'light', stage: false },
  { width: 1280, height: 720, theme: 'dark', stage: true },
  { width: 1440, height: 900, theme: 'light', stage: false },
  { width: 1920, height: 1080, theme: 'dark', stage: false },
]

// Each opens every page.
test.describe.configure({ timeout: 120_000 })

for (const { width, height, theme, stage } of windows)
  test(`no page scrolls sideways at ${width} × ${height}${stage ? ' on stage' : ''}`, async ({
    console: page,
  }, info) => {
    await page.setViewportSize({ width, height })
    for (const [name, address] of Object.entries(routes)) {
      await open(page, looking(address, theme, stage))
      await settled(page, name)
      const send = page.getByRole('button', { name: /^Send as/ })
      if (await send.isVisible()) {
        await send.click()
        await expect(page.getByText(/HTTP 200/).first()).toBeVisible()
      }
      expect.soft(await overflow(page), name).toEqual([])
      await page.screenshot({ path: info.outputPath(`${name}.png`) })
    }
  })

test('on stage no text is smaller than 24 px, and the headline numbers are 64 px or more', async ({
  console: page,
}) => {
  await page.setViewportSize({ width: 1920, height: 1080 })
  for (const name of ['tools', 'compare', 'matrix', 'catalog', 'instances', 'agent'] as const) {
    await open(page, looking(routes[name], 'light', true))
    expect.soft(await smallText(page, 24), name).toEqual([])
  }
  await open(page, looking(routes.compare, 'light', true))
  for (const [persona, count] of [
    ['alice', '10'],
    ['bob', '2'],
  ] as const) {
    const number = page
      .getByRole('region', { name: persona, exact: true })
      .getByText(count, { exact: true })
    const size = await number.evaluate((element) => parseFloat(getComputedStyle(element).fontSize))
    expect(size).toBeGreaterThanOrEqual(64)
  }
})

test('a name of 120 characters stays inside its place', async ({ console: page }, info) => {
  const name = 'a_tool_with_a_very_long_name_'.repeat(5).slice(0, 120)
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 })
    await open(page, '/tools?as=bob')
    await page.getByRole('textbox', { name: /^Call a tool/ }).fill(name)
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await page.getByRole('button', { name: /^Send as bob/ }).click()
    await expect(page.getByText('bob: hidden, refused').first()).toBeVisible()
    expect.soft(await overflow(page), `tools at ${width}`).toEqual([])
    await page.screenshot({ path: info.outputPath(`tools-${width}.png`), fullPage: true })
    await open(page, `/tools/compare?as=alice,bob&tool=${name}`)
    await page.getByRole('button', { name: /^Send as both/ }).click()
    await expect(page.getByText('bob: hidden, refused').first()).toBeVisible()
    expect.soft(await overflow(page), `compare at ${width}`).toEqual([])
    await page.screenshot({ path: info.outputPath(`compare-${width}.png`), fullPage: true })
  }
})
