import type { CrdText } from './crdText.ts'

/** "a TrafficPolicy", "an HTTPRoute". */
const article = (kind: string): string => (/^([AEIOU]|HTTP|MCP)/.test(kind) ? 'An' : 'A')

/** The leading sentence about a kind, made of its purpose. */
export function isWhat({ kind, purpose }: CrdText): string {
  const subject = `${article(kind)} **${kind}**`
  const lowered = purpose.charAt(0).toLowerCase() + purpose.slice(1)
  const [first = ''] = purpose.split(' ')
  if (/^(A|An|The)$/.test(first)) return `${subject} is ${lowered}`
  if (/^(How|Who|Which|What|Whether)$/.test(first)) return `${subject} decides ${lowered}`
  if (/^(Adds|Lets|Names|Narrows|Patches|Registers|Says|Turns)$/.test(first))
    return `${subject} ${lowered}`
  return `**${kind}**: ${purpose}`
}

/** Names where a kind's facts are from, as an answer's last line. */
export const citedKind = ({ kind, apiVersion, asOf }: CrdText): string =>
  `Source: CRD \`${kind}\` (\`${apiVersion}\`), ${asOf}.`

export const paragraphs = (...parts: (string | false | undefined)[]): string =>
  parts.filter(Boolean).join('\n\n')

export const bullets = (lines: readonly string[]): string =>
  lines.map((each) => `- ${each}`).join('\n')

/** "a, b and c" */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
