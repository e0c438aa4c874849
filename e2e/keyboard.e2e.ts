import { open, press, tabTo } from './support/keyboard.ts'
import { expect, test } from './support/test.ts'

test('the palette opens with Ctrl+K, goes anywhere, and gives the focus back on Escape', async ({
  console: page,
}) => {
  const first = page.getByRole('link', { name: 'List the tools as alice and as bob' })
  await tabTo(page, first)
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Search or jump to' })
  await expect(palette.getByRole('combobox', { name: 'Search or jump to' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(palette).toHaveCount(0)
  await expect(first).toBeFocused()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('your sign')
  await expect(palette.getByRole('option', { name: 'Your sign-ins' })).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Your sign-ins' })).toBeFocused()
})

test('the sheet of shortcuts opens with ?, lists those of the page, and closes with Escape', async ({
  console: page,
}) => {
  await press(page, '?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(sheet.getByRole('term').filter({ hasText: 'Wire panel' })).toBeVisible()
  await expect(sheet.getByRole('term').filter({ hasText: 'Search tools' })).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  await open(page, '/tools?as=alice')
  await press(page, '?')
  await expect(sheet.getByRole('term').filter({ hasText: 'Search tools' })).toBeVisible()
})

test('sequences go from page to page, and each page is announced by its focused heading', async ({
  console: page,
}) => {
  await press(page, 'g v')
  await expect(
    page.getByRole('heading', { level: 1, name: 'Same call, two identities' }),
  ).toBeFocused()
  await expect(page).toHaveTitle('Compare · Parallax')
  await press(page, 'g t')
  await expect(page.getByRole('heading', { level: 1, name: 'Tools' })).toBeFocused()
  await press(page, 'g h')
  await expect(page.getByRole('heading', { level: 1, name: /^Ready when you are/ })).toBeFocused()
})

test('keys pressed faster than a page loads mean the page that is on its way', async ({
  console: page,
}) => {
  await press(page, 'g t b')
  await expect(page.getByRole('complementary', { name: 'Tools as bob' })).toBeVisible()
})

test('w opens and closes the wire, s the stage, and a and b choose who acts', async ({
  console: page,
}) => {
  await open(page, '/tools?as=alice')
  await press(page, 'w')
  const wire = page.getByRole('region', { name: 'Wire', exact: true })
  await expect(wire).toBeVisible()
  await press(page, 'w')
  await expect(wire).toHaveCount(0)
  const stage = page.getByRole('button', { name: /^Stage/ })
  await press(page, 's')
  await expect(stage).toHaveAttribute('aria-pressed', 'true')
  await press(page, 's')
  await expect(stage).toHaveAttribute('aria-pressed', 'false')
  await press(page, 'b')
  await expect(page.getByRole('group', { name: 'Acting as' })).toContainText('acting as bob')
})

test('plain keys are letters in a field, and rest when they are switched off', async ({
  console: page,
}) => {
  await open(page, '/tools?as=alice')
  await press(page, '/')
  await page.keyboard.type('swab?')
  await expect(page.getByRole('searchbox', { name: 'Search tools' })).toHaveValue('swab?')
  await expect(page.getByRole('region', { name: 'Wire', exact: true })).toHaveCount(0)
  await expect(page.getByRole('group', { name: 'Acting as' })).toContainText('acting as alice')
  await page.getByRole('button', { name: /^Operator/ }).click()
  await page.getByRole('checkbox', { name: 'Single-key shortcuts' }).uncheck()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'bob', exact: true }).focus()
  await press(page, 'w b')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Search or jump to' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Wire', exact: true })).toHaveCount(0)
  await expect(page.getByRole('group', { name: 'Acting as' })).toContainText('acting as alice')
})

test('every stop of the Tab key is seen to have the focus', async ({ console: page }) => {
  await open(page, '/tools?as=alice&tool=search')
  await expect(page.getByRole('combobox', { name: /^query/ })).toBeVisible()
  const unseen: string[] = []
  const seen = new Set<string>()
  for (let stop = 0; stop < 60; stop += 1) {
    await page.keyboard.press('Tab')
    const here = await page.evaluate(() => {
      const element = document.activeElement
      if (!element || element === document.body) return null
      // A control that is drawn by its label shows the ring there.
      const drawn = element.matches('.sr-only') ? (element.closest('label') ?? element) : element
      const { outlineStyle, outlineWidth } = getComputedStyle(drawn)
      const name = `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent}`
      return { name, ring: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 }
    })
    if (!here) continue
    seen.add(here.name)
    if (!here.ring) unseen.push(here.name)
  }
  expect(seen.size).toBeGreaterThan(30)
  expect(unseen).toEqual([])
})
