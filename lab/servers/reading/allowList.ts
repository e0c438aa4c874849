/** Which pages a server opens on behalf of its callers. */
export interface AllowList {
  /** Such as `http://127.0.0.1:18095`; without a path, because a redirect could leave it. */
  readonly origins: readonly string[]
  /** The environment variable that adds origins, for those who are refused. */
  readonly variable?: string
}

/** Whether a URL is of an allowed origin. A URL that carries credentials is not: they would be sent. */
export const isAllowed = (url: URL, { origins }: AllowList): boolean =>
  origins.includes(url.origin) && url.username === '' && url.password === ''

/**
 * Reads a list of origins, separated by commas or blanks; `name` is the variable it comes from.
 * @throws Error naming what is no origin
 */
export function parseOrigins(text: string, name: string): string[] {
  return text
    .split(/[\s,]+/)
    .filter((item) => item !== '')
    .map((item) => {
      const url = URL.parse(item)
      if (url === null || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`)
        throw new Error(
          `${name} holds "${item}"; write origins such as https://example.org, separated by commas`,
        )
      return url.origin
    })
}
