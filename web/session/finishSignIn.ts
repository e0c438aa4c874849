import { signInFailure } from './signInFailure.ts'

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
  const { userManager } = await import('./userManager.ts')
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
