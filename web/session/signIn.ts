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
 * Where the tab wanted to be that left for the provider with the state that `url` brings back. Null where
 * no such tab is known: the state of a popup is with its opener, and that of a finished sign-in is gone.
 */
export function returnOf(url: string): string | null {
  const state = new URL(url).searchParams.get('state') ?? ''
  const kept = sessionStorage.getItem(`oidc.${state}`)
  return kept === null ? null : readReturn(kept)
}

/** What `signInByRedirect` gave `oidc-client-ts` to keep, in the form in which that stores it (3.5: `data`). */
function readReturn(kept: string): string {
  const { data }: Record<string, unknown> = Object(JSON.parse(kept))
  return typeof data === 'object' && data && 'returnTo' in data ? String(data.returnTo) : '/'
}

/**
 * Ends a sign-in on the page that the provider comes back to. In a popup it hands the answer to the
 * window that opened it and gives null; after a redirect it gives the address to go on to.
 */
export async function finishSignIn(url: string): Promise<string | null> {
  const returnTo = returnOf(url)
  const { userManager } = await load()
  if (returnTo === null) {
    await userManager.signinPopupCallback(url)
    return null
  }
  try {
    await userManager.signinRedirectCallback(url)
    return returnTo
  } catch (cause) {
    throw signInFailure(cause)
  }
}
