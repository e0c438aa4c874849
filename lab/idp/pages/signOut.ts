import { html } from 'hono/html'

import type { FormTarget } from './device.ts'
import { page } from './layout.ts'

/** Asks before a sign-out that nobody vouched for. */
export function signOutPage({ action, xsrf }: FormTarget, name: string): Promise<string> {
  const body = html`
    <h1>Sign out?</h1>
    <p class="lead">
      You are signed in as <strong>${name}</strong>. Signing out tells every application that
      ${name} used from this browser.
    </p>
    <form method="post" action="${action}" class="panel stacked">
      <input type="hidden" name="xsrf" value="${xsrf}" />
      <div class="actions">
        <button class="filled" name="logout" value="yes" autofocus>Sign out</button>
      </div>
    </form>
  `
  return page('Sign out', body)
}
