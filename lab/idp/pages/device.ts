import { html } from 'hono/html'

import { page } from './layout.ts'

/** Where a form goes and the secret that proves it came from this page. */
export interface FormTarget {
  action: string
  xsrf: string
}

/** Asks for the code that a device shows; `code` fills it in, `problem` says why it was not taken. */
export function deviceCodePage(
  { action, xsrf }: FormTarget,
  code: string,
  problem?: string,
): Promise<string> {
  const body = html`
    <h1>Connect a device</h1>
    <p class="lead">Enter the code that the device or the console shows.</p>
    <form method="post" action="${action}" class="panel stacked">
      <input type="hidden" name="xsrf" value="${xsrf}" />
      ${problem === undefined ? '' : html`<p class="problem" role="alert" id="problem">${problem}</p>`}
      <label for="user_code">Code</label>
      <input
        id="user_code"
        name="user_code"
        class="code"
        value="${code}"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck="false"
        required
        autofocus
        ${problem === undefined ? '' : html`aria-invalid="true" aria-describedby="problem"`}
      />
      <div class="actions"><button class="filled">Continue</button></div>
    </form>
  `
  return page('Connect a device', body)
}

/** Shows whom the code would let in, before anybody signs in for it. */
export function deviceConfirmPage(
  { action, xsrf }: FormTarget,
  code: string,
  clientName: string,
): Promise<string> {
  const body = html`
    <h1>Is this your code?</h1>
    <p class="lead">
      Whoever you sign in as next, ${clientName} will act as that person. Continue only if the same
      code stands there.
    </p>
    <form method="post" action="${action}" class="panel stacked">
      <input type="hidden" name="xsrf" value="${xsrf}" />
      <input type="hidden" name="user_code" value="${code}" />
      <p class="code">${code}</p>
      <div class="actions">
        <button class="filled" name="confirm" value="yes" autofocus>Continue to sign in</button>
        <button name="abort" value="yes">Refuse</button>
      </div>
    </form>
  `
  return page('Confirm the code', body)
}
