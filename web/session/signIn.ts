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
