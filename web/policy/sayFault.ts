import type { CelFault } from './cel.ts'
import type { Path } from './reads.ts'
import type { Clause } from './rule.ts'
import { variables } from './subject.ts'
import { mcpFields, type World } from './world.ts'

interface Said {
  severity: 'never' | 'note'
  message: string
}

const never = (message: string): Said => ({ severity: 'never', message })

/** A fault of CEL in words for the one who wrote the rule, with what to write instead where that is plain. */
export function sayFault({ code, message }: CelFault, { reads }: Clause, { claims }: World): Said {
  if (code === 'no_such_key') {
    const key = message.replace(/^No such key: /, '')
    const path = reads.find((each) => each.includes(key) && absence(each, claims))
    return never((path && absence(path, claims)) ?? `Nothing here has a field ${key}.`)
  }
  if (code === 'unknown_variable') {
    const name = message.replace(/^Unknown variable: /, '')
    return never(
      `The gateway has no variable ${name}; it has ${variables.slice(0, 4).join(', ')} and others.`,
    )
  }
  const types = /^no such overload: (.+) (==|!=|in) (.+)$/.exec(message)
  if (types) {
    const [, left = '', operator, right = ''] = types
    if (operator === '!=')
      return {
        severity: 'note',
        message: `${left} and ${right} always differ, so this is always true.`,
      }
    if (operator === 'in') return never(`in looks into a list or a map, and ${right} is neither.`)
    return never(sayUnequal(left, right, reads))
  }
  const method = /^found no matching overload for '([^.]+)\.(.+)'$/.exec(message)
  if (method) return never(`A value of type ${method[1]} has no ${method[2]}.`)
  return never(`${message}.`)
}

function sayUnequal(left: string, right: string, reads: readonly Path[]): string {
  const path = reads[0]?.join('.') ?? 'the list'
  if (left.startsWith('list') !== right.startsWith('list'))
    return `${path} is a list, and a list never equals a single value. Write "…" in ${path}.`
  return `${left} never equals ${right}.`
}

/** Why nothing stands at a path when the gateway decides; undefined where something may. */
function absence(path: Path, claims: ReadonlyMap<string, string>): string | undefined {
  const [root, first = '', second = ''] = path
  const words = path.join('.')
  if (root === 'jwt')
    return claims.has(first) ? undefined : `No persona at hand has the claim ${first}.`
  if (root !== 'mcp') return undefined
  if (first === 'methodName' || first === 'sessionId' || (first === 'tool' && late.has(second)))
    // agentgateway 75b4e6c: filled in after the decision, for access logs alone.
    return `${words} is not there yet when the gateway decides, so this is never true.`
  if (!Object.hasOwn(mcpFields, first))
    return `mcp has no ${first}; it has ${Object.keys(mcpFields).join(', ')}.`
  return second === '' || second === 'name' || second === 'target'
    ? undefined
    : `mcp.${first} has a name and a target, and no ${second}.`
}

const late = new Set(['arguments', 'result', 'error'])
