/** `lab apply -f FILE [--cluster ID]`, and the same with `delete`. */
export interface DocumentsCommand {
  verb: 'apply' | 'delete'
  /** `-` is standard input. */
  file: string
  cluster?: string
}

/** The command that the arguments are, or undefined where they are no such thing. @throws Error */
export function readDocumentsCommand(args: readonly string[]): DocumentsCommand | undefined {
  const [verb, ...rest] = args
  if (verb !== 'apply' && verb !== 'delete') return undefined
  const usage = `lab ${verb} -f FILE [--cluster ID]`
  let file: string | undefined
  let cluster: string | undefined
  for (let i = 0; i < rest.length; i += 2) {
    const [flag, value] = [rest[i], rest[i + 1]]
    if (value === undefined) throw new Error(`${flag} takes a value: ${usage}`)
    if (flag === '-f' || flag === '--filename') file = value
    else if (flag === '--cluster') cluster = value
    else throw new Error(`"${flag}" is not known here: ${usage}`)
  }
  if (file === undefined) throw new Error(`Say which file, or - for standard input: ${usage}`)
  return { verb, file, ...(cluster !== undefined && { cluster }) }
}
