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
  /** What is looked at beside tools. */
  show?: 'resources' | 'prompts' | undefined
  /** The URI of a resource or of a template, or the name of a prompt. */
  item?: string | undefined
}

export interface CompareAddress {
  gateway?: string | undefined
  as?: readonly string[] | undefined
  tool?: string | undefined
  args?: string | undefined
  view?: 'lists' | 'matrix' | undefined
}

/** The registry's pages. `as` is one persona, or two that are compared. */
export interface ListAddress {
  as?: string | undefined
  search?: string | undefined
  /** `name:value`; several of one name are alternatives. */
  facet?: readonly string[] | undefined
  /** A field of the list, `-` in front for descending. */
  sort?: string | undefined
}

export interface CatalogAddress extends ListAddress {
  kind?: string | undefined
  view?: 'cards' | undefined
}

export interface RecordAddress {
  as?: string | undefined
  /** None: `default`. */
  namespace?: string | undefined
  tag?: string | undefined
}

export interface ChatAddress {
  /** Without: a new one, which gets its address with the first question. */
  conversation?: string | undefined
  as?: string | undefined
  namespace?: string | undefined
}

/** Two to four Deployments, and the conversations with them in the same order. */
export interface ChatCompareAddress {
  left?: string | undefined
  right?: string | undefined
  third?: string | undefined
  fourth?: string | undefined
  namespace?: string | undefined
  as?: string | undefined
  c?: readonly string[] | undefined
}

export interface GatewayAddress {
  as?: string | undefined
  /** Part of the page: topology, manifests, sessions, log. */
  tab?: string | undefined
}

export interface PolicyAddress {
  as?: readonly string[] | undefined
}

export interface AuditAddress {
  gateway?: string | undefined
  persona?: string | undefined
  outcome?: string | undefined
  search?: string | undefined
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
  catalog: (address: CatalogAddress = {}) => withQuery('/catalog', { ...address }),
  record: (kind: string, name: string, address: RecordAddress = {}) =>
    withQuery(`/catalog/${encodeURIComponent(kind)}/${encodeURIComponent(name)}`, { ...address }),
  /** With `kind` and `name` the text begins as that record. */
  apply: (address: RecordAddress & { kind?: string; name?: string } = {}) =>
    withQuery('/catalog/apply', { ...address }),
  instances: (address: ListAddress = {}) => withQuery('/instances', { ...address }),
  instance: (name: string, address: RecordAddress = {}) =>
    withQuery(`/instances/${encodeURIComponent(name)}`, { ...address }),
  chat: (deployment: string, { conversation, ...address }: ChatAddress = {}) =>
    withQuery(
      `${paths.instance(deployment)}/chat${conversation === undefined ? '' : `/${encodeURIComponent(conversation)}`}`,
      { ...address },
    ),
  chatCompare: ({ c, ...address }: ChatCompareAddress = {}) =>
    withQuery('/chat/compare', { ...address, c: c?.join(',') }),
  runtimes: (address: ListAddress = {}) => withQuery('/runtimes', { ...address }),
  runtime: (name: string, address: RecordAddress = {}) =>
    withQuery(`/runtimes/${encodeURIComponent(name)}`, { ...address }),
  newRuntime: (address: { type?: string; as?: string } = {}) =>
    withQuery('/runtimes/new', { ...address }),
  gateways: () => '/gateways',
  gateway: (id: string, address: GatewayAddress = {}) =>
    withQuery(`/gateways/${encodeURIComponent(id)}`, { ...address }),
  policy: (id: string, { as, ...address }: PolicyAddress = {}) =>
    withQuery(`/gateways/${encodeURIComponent(id)}/policy`, { ...address, as: as?.join(',') }),
  audit: (address: AuditAddress = {}) => withQuery('/audit', { ...address }),
} as const

/**
 * The page that an address belongs to: a conversation that is given its address by the first question, or
 * changed for another, is still the same page, and nothing on it may begin anew.
 */
export const pageAt = (pathname: string): string =>
  pathname.replace(/^(\/instances\/[^/]+\/chat)\/[^/]+$/, '$1')

/** The page above another: that of its folder. A record of the catalogue stands below its kind's list. */
export function above(pathname: string): string {
  const kind = /^\/catalog\/([^/]+)\/[^/]+$/.exec(pathname)?.[1]
  if (kind !== undefined) return paths.catalog({ kind: decodeURIComponent(kind) })
  // No page of its own stands above the comparison of answers.
  if (pathname === paths.chatCompare()) return paths.instances()
  const page = pageAt(pathname)
  return page.slice(0, page.lastIndexOf('/')) || paths.home()
}

/** In the order given, without what is empty; commas stay readable, lists are repeated. */
function withQuery(
  path: string,
  query: Record<string, string | readonly string[] | undefined>,
): string {
  const search = new URLSearchParams()
  for (const [name, values = []] of Object.entries(query))
    for (const value of typeof values === 'string' ? [values] : values)
      if (value) search.append(name, value)
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
  const path = url.pathname + url.search + url.hash
  // `/a/..//host` is here as an address, and would be there as a path.
  return URL.parse(path, here)?.origin === here ? path : paths.home()
}
