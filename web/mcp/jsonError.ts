/** Where JSON text stops being JSON. Lines and columns count from 1. */
export interface JsonError {
  line: number
  column: number
  /** What is wrong there, without a full stop: "a comma or } is missing". */
  problem: string
}

const space = /[ \t\n\r]*/y
// RFC 8259 §6 and §7; a scanner, because engines give no position for short texts.
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|true\b|false\b|null\b/y
const string = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y

class Fault extends Error {
  readonly at: number
  constructor(at: number, problem: string) {
    super(problem)
    this.at = at
  }
}

const notAValue = (first: string | undefined) => {
  if (first === '"') return 'this text has no closing quote, or a character that needs a \\'
  return first === "'" ? 'text needs double quotes' : 'a value is missing'
}

/** The first syntax error in `text`, or undefined where it is valid JSON. */
export function findJsonError(text: string): JsonError | undefined {
  let at = 0
  const eat = (pattern: RegExp) => {
    pattern.lastIndex = at
    const hit = pattern.exec(text)
    if (hit) at += hit[0].length
    return hit !== null
  }
  const see = () => {
    eat(space)
    return text[at]
  }
  const fail = (problem: string): never => {
    throw new Fault(at, at >= text.length ? `the text ends too early, ${problem}` : problem)
  }
  const items = (close: string, item: () => void) => {
    at += 1
    if (see() === close) return void (at += 1)
    for (;;) {
      item()
      const next = see()
      if (next === close) return void (at += 1)
      if (next !== ',') fail(`a comma or ${close} is missing`)
      at += 1
      if (see() === close) fail('there is a comma with nothing after it')
    }
  }
  const name = () => {
    see()
    if (!eat(string)) fail('a name in double quotes is missing')
    if (see() !== ':') fail('a colon is missing after the name')
    at += 1
    value()
  }
  const value = () => {
    const first = see()
    if (first === '{') items('}', name)
    else if (first === '[') items(']', value)
    else if (!eat(string) && !eat(scalar)) fail(notAValue(first))
  }
  try {
    value()
    if (see() !== undefined) fail('there is something after the end')
    return undefined
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const before = text.slice(0, error.at).split('\n')
    return {
      line: before.length,
      column: (before.at(-1)?.length ?? 0) + 1,
      problem: error.message,
    }
  }
}
