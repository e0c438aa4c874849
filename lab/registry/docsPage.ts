import { html } from 'hono/html'

import type { Route } from './routes/route.ts'

/** A page that lists the operations; the documents beside it are for machines. */
export const docsPage = (routes: Route[]) =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>Registry API</title>
      </head>
      <body>
        <h1>Registry API</h1>
        <p><a href="/openapi.json">openapi.json</a> · <a href="/openapi.yaml">openapi.yaml</a></p>
        <table>
          <thead>
            <tr>
              <th scope="col">Method</th>
              <th scope="col">Path</th>
              <th scope="col">What it does</th>
            </tr>
          </thead>
          <tbody>
            ${routes
              .filter(({ documented }) => documented)
              .map(
                ({ method, path, summary }) =>
                  html`<tr>
                    <td>${method}</td>
                    <td><code>${path}</code></td>
                    <td>${summary}</td>
                  </tr>`,
              )}
          </tbody>
        </table>
      </body>
    </html>`
