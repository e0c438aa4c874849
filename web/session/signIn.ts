import { signInFailure } from './signInFailure.ts'

const load = () => import('./userManager.ts')

/** Fetches the sign-in code ahead of the click, so that a popup still belongs to that click. */
export function preloadSignIn(): void {
  // A failed preload is no failure: the click loads again and says what is wrong.
  void load().catch(() => undefined)
}

/** Leaves for the identity provider; comes back to `returnTo`. With `persona`, signs that persona in. */
export async function signInByRedirect(returnTo: string, persona?: string): Promise<void> {
  try {
    const { userManager } = await load()
    await userManager.signinRedirect({
      state: { returnTo },
      ...(persona !== undefined && { extraQueryParams: { persona } }),
    })
  } catch (cause) {
    throw signInFailure(cause)
  }
}

/**
 * Signs a persona in through a popup, inside the click that asked for it, and waits until it is done
 * or `cancel` is aborted. A closed popup cannot be told from one that went to another origin: under
 * `Cross-Origin-Opener-Policy: same-origin` both look closed from here, so nothing is concluded from
 * it. Throws `SignInFailure`; its `kind` `blocked` is a reason to offer `signInByRedirect`.
 */
export async function signInByPopup(persona: string, cancel: AbortSignal): Promise<void> {
  try {
    const { userManager } = await load()
    await userManager.signinPopup({
      extraQueryParams: { persona },
      popupSignal: cancel,
      popupWindowFeatures: { width: 480, height: 720 },
    })
  } catch (cause) {
    throw signInFailure(cause)
  }
}

/**
 * Ends a sign-in on the page that the provider comes back to. In a popup it hands the answer to the
 * window that opened it and gives null; after a redirect it gives the address to go on to.
 */
export async function finishSignIn(url: string): Promise<string | null> {
  const { userManager } = await load()
  const state = new URL(url).searchParams.get('state') ?? ''
  // Only the tab that left for the provider holds the state of a redirect; a popup's is in its opener.
  if (sessionStorage.getItem(`oidc.${state}`) === null) {
    await userManager.signinPopupCallback(url)
    return null
  }
  try {
    const user = await userManager.signinRedirectCallback(url)
    const kept: unknown = user.state
    return typeof kept === 'object' && kept && 'returnTo' in kept ? String(kept.returnTo) : '/'
  } catch (cause) {
    throw signInFailure(cause)
  }
}
