/** Names of this machine alone: RFC 6761 section 6.3 for `localhost`, RFC 1122 and RFC 4291 for the addresses. */
export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' ||
  hostname.endsWith('.localhost') ||
  hostname === '[::1]' ||
  /^127(?:\.\d{1,3}){3}$/.test(hostname)
