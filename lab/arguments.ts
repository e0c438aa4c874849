export interface LabArguments {
  /** Every port is a free one. */
  portsAuto: boolean
  json: boolean
  /** So many agents and deployments more in the registry. */
  scale: number
  data?: string
  /** What to run beside the lab, with whatever arguments are not the lab's own. */
  command: string[]
}

/**
 * Reads the lab's own flags wherever they stand, because npm appends what follows `--` to the end:
 * `npm start -- --ports auto` arrives as `run node bff/main.ts --ports auto`. The rest is the command's.
 */
export function readArguments(args: string[]): LabArguments {
  const read: LabArguments = { portsAuto: false, json: false, scale: 0, command: [] }
  const rest = args[0] === 'run' ? args.slice(1) : args
  for (let i = 0; i < rest.length; i++) {
    const arg = rest[i]
    if (arg === undefined) break
    if (arg === '--ports') {
      if (rest[++i] !== 'auto')
        throw new Error('--ports takes "auto"; single ports are set by LAB_…_PORT variables')
      read.portsAuto = true
    } else if (arg === '--json') read.json = true
    else if (arg === '--data') {
      const folder = rest[++i]
      if (!folder) throw new Error('--data takes a folder')
      read.data = folder
    } else if (arg === '--scale') {
      read.scale = Number(rest[++i])
      if (!Number.isInteger(read.scale) || read.scale < 0)
        throw new Error('--scale takes a whole number, such as 10000')
    } else if (args[0] === 'run') read.command.push(arg)
    else
      throw new Error(
        `The lab does not know "${arg}"; it takes --ports auto, --data FOLDER, --scale N, --json, run COMMAND, apply -f FILE, delete -f FILE`,
      )
  }
  return read
}
