/** Shell words need no quotes while they hold nothing that a shell reads. */
const quoted = (word: string) =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`

/** The two ways to apply a file, as they are typed. The token stays in `$ARCTL_API_TOKEN`, as arctl reads it. */
export function applyLines(registry: string, file: string): { arctl: string; curl: string } {
  const base = registry.replace(/\/+$/, '')
  return {
    arctl: `ARCTL_API_BASE_URL=${quoted(base)} arctl apply -f ${quoted(file)}`,
    curl: [
      `curl -sS -X POST ${quoted(`${base}/v0/apply`)} \\`,
      '  -H "Authorization: Bearer $ARCTL_API_TOKEN" \\',
      "  -H 'Content-Type: application/yaml' \\",
      `  --data-binary ${quoted(`@${file}`)}`,
    ].join('\n'),
  }
}
