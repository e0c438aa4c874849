/** Order matters: each later browser also calls itself by the names of the earlier ones. */
const families = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\bHeadlessChrome\//, 'Headless Chrome'],
  [/\b(?:Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const

const systems = [
  [/\bWindows\b/, 'Windows'],
  [/\b(?:iPhone|iPad)\b/, 'iOS'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bLinux\b/, 'Linux'],
] as const

const nameOf = (userAgent: string, table: typeof families | typeof systems) =>
  table.find(([pattern]) => pattern.test(userAgent))?.[1]

/** "Firefox on Linux", enough to recognise one's own sign-ins and no finger-print. */
export function browserName(userAgent: string | undefined): string {
  const family = nameOf(userAgent ?? '', families) ?? 'another client'
  const system = nameOf(userAgent ?? '', systems)
  return system ? `${family} on ${system}` : family
}
