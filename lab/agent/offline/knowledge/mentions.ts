import { kinds, products } from './names.ts'

/** Ids of the products that a text names, in its order. */
export const productsIn = (text: string): string[] =>
  products
    .flatMap(({ id, said }) => {
      const at = text.search(said)
      return at < 0 ? [] : [{ id, at }]
    })
    .toSorted((a, b) => a.at - b.at)
    .map(({ id }) => id)

/** Words in the spelling of a kind that are none. */
const otherNames =
  /^(AgentCore|AgentRegistry|AgentGateway|BedrockAgentCore|GitHub|OpenAI|OpenID|OpenAPI|KeyCloak|JavaScript|TypeScript|YouTube)$/

/**
 * The kinds that a text names, in its order. "traffic policies" is TrafficPolicy; a kind of one word counts
 * only in its own spelling or beside a word such as "kind"; an unknown word in the spelling of a kind counts
 * too, because it may be one.
 */
export function kindsIn(text: string): string[] {
  const found: { kind: string; at: number }[] = []
  let rest = text
  const take = (kind: string, pattern: RegExp) => {
    const match = pattern.exec(rest)
    if (!match) return
    found.push({ kind, at: match.index })
    // Blanked, so that "EnterpriseAgentgatewayPolicy" does not also count as the kind that it ends with.
    rest =
      rest.slice(0, match.index) +
      ' '.repeat(match[0].length) +
      rest.slice(match.index + match[0].length)
  }
  for (const kind of kinds) take(kind, patternOf(kind, text))
  for (const [word] of text.matchAll(/\b[A-Z][a-z]+[A-Z][A-Za-z]+\b/g))
    if (!otherNames.test(word)) take(word, new RegExp(String.raw`\b${word}\b`))
  return found.toSorted((a, b) => a.at - b.at).map(({ kind }) => kind)
}

function patternOf(kind: string, text: string): RegExp {
  const words = kind.match(/[A-Z]+(?=[A-Z][a-z])|[A-Z][a-z]+/g) ?? [kind]
  if (words.length === 1) return oneWord(kind, text)
  // "MCP server" and "tool server" are ordinary words for what these kinds describe.
  const gap = kind === 'MCPServer' || kind === 'ToolServer' ? '' : ' ?'
  return new RegExp(String.raw`\b${words.map(plural).join(gap)}\b`, 'i')
}

const plural = (word: string, at: number, all: readonly string[]): string =>
  at < all.length - 1
    ? word
    : word.endsWith('y')
      ? `${word.slice(0, -1)}(?:y|ies)`
      : `${word}(?:s|es)?`

function oneWord(kind: string, text: string): RegExp {
  const spokenOfAsKind = /\b(kinds?|crds?|custom resource|resource|record|schema|fields?)\b/i.test(
    text,
  )
  return spokenOfAsKind
    ? new RegExp(String.raw`\b${kind}s?\b`, 'i')
    : new RegExp(String.raw`(?<=[a-z,] )\b${kind}s?\b(?! API)`)
}

/** Fields that a question may name in plain words. */
const topics: readonly [RegExp, string][] = [
  [/\brate[ -]?limit/i, 'rateLimit'],
  [/\bretr(y|ies)\b/i, 'retry'],
  [/\btime-?outs?\b/i, 'timeouts'],
  [/\bcors\b/i, 'cors'],
  [/\btransformations?\b/i, 'transformation'],
  [/\bcompression\b/i, 'compression'],
  [/\bfault injection\b/i, 'faultInjection'],
  [/\btarget ?refs?\b/i, 'targetRefs'],
]

/** How a question says that a plain word is a field. */
const spoken = [
  /\b([a-z]\w+)(?:\(\))? field\b/,
  /\bfields? (?:called |named )?`?([a-z]\w+)/,
  /\b(?:values|defaults?) (?:may|can|does|do|of|for|has) (?:the )?`?([a-z]\w+)/,
]

/** The field that a question names: by path, in its own spelling, as "the X field", or in plain words. */
export function pathIn(text: string, hasSubject: boolean): string | undefined {
  const whole = /\bspec\.[\w.[\]]+\w\]?/.exec(text)?.[0]
  if (whole !== undefined) return whole
  const camel = /(?<![\w/.-])[a-z]+[A-Z]\w*(?:\.\w+)*/.exec(text)?.[0]
  if (camel !== undefined && hasSubject) return camel
  const called = spoken
    .map((said) => said.exec(text)?.[1])
    .find((word) => word && !plainWords.has(word))
  if (called !== undefined && hasSubject) return called
  return hasSubject ? topics.find(([said]) => said.test(text))?.[1] : undefined
}

const plainWords = new Set(
  'the which what each every required optional of does do has have are is in for and its it a main important principal all any this that one more other mandatory'.split(
    ' ',
  ),
)
