import { call } from '../api/client.ts'
import { queryClient } from '../api/queryClient.ts'
import { paths } from '../paths.ts'

/** Ends the sign-in here and, where the identity provider offers it, there too. Leaves the page. */
export async function signOut(): Promise<void> {
  const { endSession } = await call('POST /bff/logout')
  queryClient.clear()
  forgetDrafts()
  location.assign(endSession ?? paths.signIn())
}

/** Whoever signs in next in this tab may be somebody else. */
function forgetDrafts(): void {
  try {
    sessionStorage.clear()
  } catch {
    // A browser may forbid the storage; then there is nothing in it.
  }
}
