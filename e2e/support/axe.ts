import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** WCAG 2.0 to 2.2 up to AA, and what axe counts as good practice beyond it. */
const values = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']

/**
 * What axe finds on the page as it stands: the rule, and the element as it is written. `enhanced` also asks
 * for a contrast of 7 to 1 (WCAG 2.2, success criterion 1.4.6), as a room with a projector needs.
 */
export async function violations(page: Page, enhanced = false): Promise<string[]> {
  const window = page.viewportSize()
  if (window) await page.setViewportSize({ width: window.width, height: wholePage })
  const found = await analysed(page, enhanced)
  if (window) await page.setViewportSize(window)
  return found
}

/** Pixels. What lies behind the foot of the window can be scrolled from under it; axe takes it for covered. */
const wholePage = 2_400

async function analysed(page: Page, enhanced: boolean): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({
    runOnly: { type: 'tag', values },
    rules: { 'color-contrast-enhanced': { enabled: enhanced } },
    resultTypes: ['violations'],
  })
  const found = await axe.analyze()
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`),
  )
}
