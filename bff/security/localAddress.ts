/**
 * `address` when it is a page of `publicOrigin`, else null. What would be read differently by different
 * parsers is refused: `//host`, backslashes also when encoded, control characters (ASVS 5.0 3.7.2).
 */
export function localAddress(address: string, publicOrigin: string): URL | null {
  if (/[^!-~]|\\|%5c|%0[ad]/i.test(address)) return null
  const path = address.startsWith(`${publicOrigin}/`) ? address.slice(publicOrigin.length) : address
  if (!/^\/(?!\/)/.test(path)) return null
  const url = new URL(path, publicOrigin)
  return url.origin === publicOrigin ? url : null
}
