/** How each operator joins and names its values (RFC 6570, appendix A). */
const operators: Record<string, { first: string; between: string; named: boolean }> = {
  '': { first: '', between: ',', named: false },
  '+': { first: '', between: ',', named: false },
  '#': { first: '#', between: ',', named: false },
  '.': { first: '.', between: '.', named: false },
  '/': { first: '/', between: '/', named: false },
  ';': { first: ';', between: ';', named: true },
  '?': { first: '?', between: '&', named: true },
  '&': { first: '&', between: '&', named: true },
}

const expression = /\{([+#./;?&]?)([^{}]+)\}/g

/** A variable's own name, without prefix length and explode mark (RFC 6570 section 2.4). */
const nameOf = (spec: string) => spec.replace(/(:\d+|\*)$/, '')

/** The variables of a URI template, each once, in their order. */
export const variablesOf = (template: string): string[] => [
  ...new Set(
    [...template.matchAll(expression)].flatMap(([, , specs = '']) => specs.split(',').map(nameOf)),
  ),
]

/** Everything that is not unreserved is escaped (RFC 3986 section 2.3). */
const strict = (value: string) =>
  encodeURIComponent(value).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )

/** Reserved characters and escapes that are there already stay as they are (RFC 6570 section 3.2.3). */
const loose = (value: string) =>
  encodeURI(value)
    .replace(/%25([\dA-Fa-f]{2})/g, '%$1')
    .replaceAll('%5B', '[')
    .replaceAll('%5D', ']')

const cut = (value: string, spec: string) => {
  const length = /:(\d+)$/.exec(spec)?.[1]
  return length === undefined ? value : Array.from(value).slice(0, Number(length)).join('')
}

function pair(operator: string, name: string, value: string): string {
  if (value !== '') return `${name}=${value}`
  return operator === ';' ? name : `${name}=`
}

/**
 * A URI out of its template, for values that are texts (RFC 6570 up to level 3, and prefixes of level 4).
 * A variable without a value is left out with what would join it.
 */
export function expandTemplate(template: string, values: Record<string, string>): string {
  return template.replace(expression, (_, operator: string, specs: string) => {
    const { first, between, named } = operators[operator] ?? {
      first: '',
      between: ',',
      named: false,
    }
    const escape = operator === '+' || operator === '#' ? loose : strict
    const parts = specs.split(',').flatMap((spec) => {
      const name = nameOf(spec)
      const value = values[name]
      if (value === undefined) return []
      const written = escape(cut(value, spec))
      return [named ? pair(operator, name, written) : written]
    })
    return parts.length > 0 ? first + parts.join(between) : ''
  })
}
