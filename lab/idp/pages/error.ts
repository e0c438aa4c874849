import { html } from 'hono/html'

import { page } from './layout.ts'

/** What happened and what to do next; `detail` is the protocol's own words, for whoever debugs. */
export function errorPage(title: string, next: string, detail?: string): Promise<string> {
  const body = html`
    <h1>${title}</h1>
    <p class="lead">${next}</p>
    ${detail === undefined ? '' : html`<div class="panel stacked"><code class="wire">${detail}</code></div>`}
  `
  return page(title, body)
}

/** A step that is over, with nothing left to press. */
export function donePage(title: string, next: string): Promise<string> {
  return page(
    title,
    html`<h1>${title}</h1>
      <p class="lead">${next}</p>`,
  )
}
