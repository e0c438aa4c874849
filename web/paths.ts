/**
 * Every address of the console, in one place. An address prefills a page and never executes
 * anything by itself, and it holds no token and no result: it may be pasted anywhere.
 */
export interface ToolsAddress {
  gateway?: string | undefined
  as?: string | undefined
  tool?: string | undefined
  /** JSON text. */
  args?: string | undefined
  /** The id of a call of the history. */
  call?: string | undefined
}

export interface CompareAddress {
  gateway?: string | undefined
  as?: readonly string[] | undefined
  tool?: string | undefined
  args?: string | undefined
  view?: 'lists' | 'matrix' | undefined
}

export const paths = {
  home: () => '/',
  tools: (address: ToolsAddress = {}) => withQuery('/tools', { ...address }),
  compare: ({ as, ...address }: CompareAddress = {}) =>
    withQuery('/tools/compare', { ...address, as: as?.join(',') }),
  wire: (exchange?: string) => withQuery('/wire', { exchange }),
  signIn: (returnTo?: string) => withQuery('/sign-in', { return: returnTo }),
  signIns: () => '/signins',
  scenes: () => '/scenes',
  catalog: () => '/catalog',
  instances: () => '/instances',
  runtimes: () => '/runtimes',
  gateways: () => '/gateways',
} as const

/** In the order given, without what is empty; commas stay readable. */
function withQuery(path: string, query: Record<string, string | undefined>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, value)
  return search.size > 0 ? `${path}?${search.toString().replaceAll('%2C', ',')}` : path
}

/**
 * Where to go after a sign-in. Only a path of this console is followed: anything that leads to
 * another origin (`https:`, `//host`, `/\host`) or back to the sign-in page becomes home.
 * The URL parser decides, since it is what a browser would follow.
 */
export function safeReturn(asked: string | null | undefined): string {
  const here = 'http://console.invalid'
  const url = asked?.startsWith('/') ? URL.parse(asked, here) : null
  if (url?.origin !== here || /^\/(sign-in|auth)(\/|$)/.test(url.pathname)) return paths.home()
  return url.pathname + url.search + url.hash
}
