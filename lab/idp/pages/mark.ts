import { html, raw } from 'hono/html'

/** Parallax's mark: one ring drawn twice, offset, the left in teal and the right in vermilion. */
export const mark = html`<svg
  class="mark"
  width="36"
  height="22"
  viewBox="0 0 32 20"
  aria-hidden="true"
>
  <circle class="stroke-left" cx="11" cy="10" r="8" />
  <circle class="stroke-right" cx="20" cy="10" r="8" />
</svg>`

/** The same as a file of its own, for the browser's tab: no style sheet reaches it there. */
export const markFile = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<g fill="none" stroke-width="3.5"><circle cx="12" cy="16" r="9.5" stroke="#0a8a97"/>
<circle cx="20" cy="16" r="9.5" stroke="#d2501f"/></g></svg>`

const outlines = {
  circle: raw('<circle cx="20" cy="20" r="18"/>'),
  square: raw('<rect x="3" y="3" width="34" height="34" rx="6"/>'),
  triangle: raw('<path d="M20 2.5 38.5 36a1.6 1.6 0 0 1-1.4 2.4H2.9A1.6 1.6 0 0 1 1.5 36Z"/>'),
  diamond: raw(
    '<path d="M18.4 1.9a2.2 2.2 0 0 1 3.2 0l16.5 16.5a2.2 2.2 0 0 1 0 3.2L21.6 38.1a2.2 2.2 0 0 1-3.2 0L1.9 21.6a2.2 2.2 0 0 1 0-3.2Z"/>',
  ),
  ring: raw('<circle cx="20" cy="20" r="16.5"/>'),
}

/** A person as shape and initial. The shape's name is also the class that gives it its colour. */
export const personMark = (shape: keyof typeof outlines, name: string) =>
  html`<svg class="person ${shape}" width="40" height="40" viewBox="0 0 40 40" aria-hidden="true">
    ${outlines[shape]}
    <text x="20" y="${shape === 'triangle' ? 33 : 26.5}">${name.charAt(0).toUpperCase()}</text>
  </svg>`
