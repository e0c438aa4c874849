import { html } from 'hono/html'

import { type Person, people } from '../people.ts'
import { page } from './layout.ts'
import { personMark } from './mark.ts'

interface LoginView {
  clientName: string
  /** Who this browser is signed in as, where that is to change or to be confirmed. */
  signedIn: Person | undefined
  /** Whom the request suggests (`login_hint`). */
  hinted: Person | undefined
  username: string
  failed: boolean
}

/** The sign-in page: the lab's people as tiles that sign in at once, a plain form beside them. */
export function loginPage(view: LoginView): Promise<string> {
  const { clientName, signedIn, failed } = view
  const body = html`
    <h1>Sign in to ${clientName}</h1>
    <p class="lead">
      ${
        signedIn === undefined
          ? 'The token you get names your groups, and the policies in front of the tools decide by them.'
          : html`This browser is signed in as <strong>${signedIn.name}</strong>. Choosing somebody
              else signs ${signedIn.name} out here.`
      }
    </p>
    <div class="panel halves">
      <form method="post" class="people" aria-labelledby="people">
        <h2 id="people">As one of the lab’s people</h2>
        <ul>
          ${people.map((person) => tile(person, view))}
        </ul>
      </form>
      <form method="post" class="credentials">
        <h2>With a password</h2>
        ${failed ? html`<p class="problem" role="alert" id="problem">Invalid username or password.</p>` : ''}
        <label for="username">Username or email</label>
        <input
          id="username"
          name="username"
          value="${view.username}"
          autocomplete="username"
          autocapitalize="none"
          spellcheck="false"
          required
          ${failed ? html`aria-invalid="true" aria-describedby="problem"` : ''}
          ${view.hinted === undefined && view.username === '' ? 'autofocus' : ''}
        />
        <label for="password">Password</label>
        <input
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          required
          ${failed ? html`aria-invalid="true" aria-describedby="problem" autofocus` : ''}
        />
        <div class="actions">
          <button class="filled">Sign in</button>
          <button name="cancel" value="yes" formnovalidate>Cancel</button>
        </div>
      </form>
    </div>
  `
  return page(`Sign in to ${clientName}`, body, 'wide')
}

function tile(person: Person, { hinted, failed }: LoginView) {
  const chosen = hinted?.id === person.id
  return html`<li>
    <button
      class="tile${chosen ? ' chosen' : ''}"
      name="account"
      value="${person.name}"
      ${chosen && !failed ? 'autofocus' : ''}
    >
      ${personMark(person.shape, person.name)}
      <span class="who"><b>${person.name}</b> <span>${person.meantFor}</span></span>
      ${
        person.groups.length === 0
          ? html`<span class="none">no group</span>`
          : html`<code>${person.groups.join(' ')}</code>`
      }
    </button>
  </li>`
}
