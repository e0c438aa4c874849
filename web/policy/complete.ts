import { variables } from './subject.ts'
import type { World } from './world.ts'

export interface Option {
  /** What the text becomes. */
  insert: string
  /** How far from its end the caret goes, into the quotes of a call. */
  back: number
  /** What it is: "claim, list<string>". */
  detail: string
}

export interface Completion {
  /** What is replaced. */
  from: number
  to: number
  /** Enough is typed that somebody may want it: a part of a name, or an open quote. */
  begun: boolean
  options: Option[]
}

/** Macros and methods that both CEL and agentgateway have, as they are written most. */
const methods: readonly [string, number, string][] = [
  ['exists(x, x == "")', 2, 'true if one member is so'],
  ['all(x, x == "")', 2, 'true if every member is so'],
  ['contains("")', 2, 'a text or a list that holds it'],
  ['startsWith("")', 2, 'text'],
  ['endsWith("")', 2, 'text'],
  ['matches("")', 2, 'RE2 pattern, found anywhere'],
  ['size()', 0, 'how long'],
]

const atMost = 40

/** What could stand at the caret: variables, claims, names of tools inside quotes, methods. */
export function complete(text: string, caret: number, world: World): Completion {
  const before = text.slice(0, caret)
  const quoted = openString(before)
  const from = quoted ?? caret - (/[\w.]*$/.exec(before)?.[0].length ?? 0)
  const typed = text.slice(from, caret)
  const all = quoted === undefined ? names(typed, world) : values(text.slice(0, quoted), world)
  const needle = typed.toLowerCase()
  const options = all
    .filter(({ insert }) => insert.toLowerCase().startsWith(needle) && insert !== typed)
    .slice(0, atMost)
  return { from, to: caret, begun: quoted !== undefined || typed !== '', options }
}

/** Where the string begins that is still open at the end, behind its quote. */
function openString(before: string): number | undefined {
  let open: { quote: string; at: number } | undefined
  for (let at = 0; at < before.length; at += 1) {
    const character = before[at]
    if (open) {
      if (character === '\\') at += 1
      else if (character === open.quote) open = undefined
    } else if (character === '"' || character === "'") open = { quote: character, at: at + 1 }
  }
  return open?.at
}

/** RFC 7519 section 4.1 and OpenID Connect: times, ids and senders, which rules hardly ever ask for. */
const rare = new Set(
  'exp iat nbf auth_time jti sid typ azp acr nonce at_hash session_state'.split(' '),
)

const rank = (name: string, type: string) => (rare.has(name) ? 2 : type.startsWith('list') ? 0 : 1)

/** Lists first, since groups and roles are what rules ask for; what they hardly ask for last. */
function byUse(
  [a, typeA]: readonly [string, string],
  [b, typeB]: readonly [string, string],
): number {
  return rank(a, typeA) - rank(b, typeB) || a.localeCompare(b, 'en')
}

const plain = (insert: string, detail: string): Option => ({ insert, back: 0, detail })

function names(typed: string, { claims }: World): Option[] {
  const paths = [
    ...[...claims]
      .toSorted(byUse)
      .map(([name, type]) =>
        /^[A-Za-z_]\w*$/.test(name)
          ? plain(`jwt.${name}`, `claim, ${type}`)
          : plain(`jwt["${name}"]`, `claim, ${type}`),
      ),
    plain('mcp.tool.name', 'as its server calls it'),
    plain('mcp.tool.target', 'which server has it'),
    ...variables.map((name) => plain(name, 'variable')),
    plain('has()', 'whether it is there at all'),
    plain('true', ''),
    plain('false', ''),
  ]
  const dot = typed.lastIndexOf('.')
  const owner = typed.slice(0, dot + 1)
  // Behind a value, and not behind a variable that has fields.
  const called = owner !== '' && !['jwt.', 'mcp.', 'mcp.tool.'].includes(owner)
  const calls = called
    ? methods.map(([call, back, detail]) => ({ insert: owner + call, back, detail }))
    : []
  return [...paths, ...calls]
}

/** Inside quotes: names of tools or targets, or the values of the claim that is spoken of. */
function values(before: string, { subjects, asked }: World): Option[] {
  const [, last = ''] = [...before.matchAll(/\b(jwt\.\w+|mcp\.tool\.\w+)/g)].at(-1) ?? []
  if (last === 'mcp.tool.target')
    return unique(asked.flatMap(({ item }) => item.target ?? [])).map((name) =>
      plain(name, 'target'),
    )
  if (last.startsWith('jwt.')) {
    const found = subjects.flatMap(({ claims }) => claims?.[last.slice('jwt.'.length)] ?? [])
    const texts = found.filter((value) => typeof value === 'string')
    return unique(texts).map((value) => plain(value, last))
  }
  return unique(asked.map(({ item }) => item.name)).map((name) => plain(name, 'tool'))
}

const unique = (texts: readonly string[]) => [...new Set(texts)]
