import type { Page } from '@playwright/test'

/** Every visible run of text that is set smaller than `least` pixels, with its size. */
export function smallText(page: Page, least: number): Promise<string[]> {
  return page.evaluate((smallest) => {
    const found: string[] = []
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const element = node.parentElement
      const text = node.textContent?.trim()
      if (!element || !text || !element.checkVisibility()) continue
      const range = document.createRange()
      range.selectNode(node)
      const { width, height } = range.getBoundingClientRect()
      // What only a screen reader is given is clipped to one pixel.
      if (width < 2 || height < 2 || element.closest('.sr-only')) continue
      const size = parseFloat(getComputedStyle(element).fontSize)
      if (size < smallest) found.push(`${size}px ${text.slice(0, 40)}`)
    }
    return found
  }, least)
}

/** By how many pixels the page is wider than its window, and the elements that reach beyond it. */
export function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    if (scrollWidth <= clientWidth) return []
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    )
    return [
      `${scrollWidth - clientWidth} px too wide`,
      ...wide.slice(-5).map((element) => element.outerHTML.slice(0, 120)),
    ]
  })
}
