import { html } from 'hono/html'

import { realmPath, resourcesPath } from '../paths.ts'
import { mark } from './mark.ts'

type Markup = ReturnType<typeof html>

const resources = `${realmPath}${resourcesPath}`

/** A whole page around `body`. `width` is that of its panel: wide for the sign-in, narrow for the rest. */
export const page = async (
  title: string,
  body: Markup,
  width: 'wide' | 'narrow' = 'narrow',
): Promise<string> =>
  (
    await html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>${title} · realm solo</title>
          <link rel="icon" href="${resources}mark.svg" />
          <link rel="stylesheet" href="${resources}style.css" />
          <link
            rel="preload"
            as="font"
            type="font/woff2"
            href="${resources}next.woff2"
            crossorigin
          />
        </head>
        <body>
          <header>
            <span class="brand">${mark} Parallax</span>
            <span class="realm">lab identity provider · realm <code>solo</code></span>
          </header>
          <main class="${width}">${body}</main>
          <footer>
            A lab on this machine: the accounts are made up, and every password is the account's
            name.
          </footer>
        </body>
      </html>`
  ).toString()
