/** A line of a container's output, as CloudWatch would keep it. */
export interface ContainerLine {
  /** RFC 3339. */
  timestamp: string
  stream: 'stdout' | 'stderr'
  line: string
}

/** As many lines as the registry's log route ever returns (agentregistry 84f7a5e9). */
const keptLines = 10_000

export type WriteLine = (line: string, stream?: ContainerLine['stream']) => void

export interface ContainerLog {
  write: WriteLine
  /** The last lines, oldest first. */
  tail(count: number): ContainerLine[]
}

/** Keeps what the containers of one runtime write. */
export function createLog(clock: () => number): ContainerLog {
  const lines: ContainerLine[] = []
  return {
    write: (line, stream = 'stdout') => {
      lines.push({ timestamp: new Date(clock()).toISOString(), stream, line })
      if (lines.length > keptLines) lines.shift()
    },
    tail: (count) => lines.slice(-count),
  }
}
