const most = 1_000

/** The newest lines of a log, oldest first. */
export interface LineLog {
  write: (line: string) => void
  lines: () => string[]
}

export function createLineLog(): LineLog {
  const lines: string[] = []
  return {
    write: (line) => {
      lines.push(line)
      if (lines.length > most) lines.shift()
    },
    lines: () => [...lines],
  }
}
